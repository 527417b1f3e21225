package io.thalweg.exec.checkpoint;

import io.thalweg.exec.operator.StateReader;
import java.util.Set;
import java.util.function.IntPredicate;

/// A complete checkpoint that is read. Thread-safe; closed by who opened it, after the last reader
/// was used.
public interface Restored extends AutoCloseable {

  CheckpointInfo info();

  /// What was noted when it was completed.
  CheckpointNotes notes();

  /// The nodes that have state in it.
  Set<String> identities();

  /// The state of one node for a task of any parallelism. Nothing is read before the reader is; a
  /// node without state gives no batches. Reading a damaged segment ends in CHECKPOINT_CORRUPT.
  ///
  /// @param owned the vnodes that the task owns
  StateReader reader(String identity, IntPredicate owned);

  @Override
  void close();
}
