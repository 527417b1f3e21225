package io.thalweg.exec.checkpoint;

import java.util.List;
import java.util.Optional;

/// The checkpoints of one job as one run of it sees them. Thread-safe.
///
/// A run is one life of a job in one process. Each run has a number, larger than those before it;
/// once a newer run exists, an older one can complete nothing any more and is told so with
/// CHECKPOINT_FENCED. Complete checkpoints form one line, numbered without gaps by their ids.
public interface Checkpoints extends AutoCloseable {

  /// This run's number, from 1.
  long run();

  /// Whether [#begin] may be called: no checkpoint is open or being written. While it is not, the
  /// coordinator lets barriers pass without checkpoint.
  boolean isIdle();

  /// Opens the checkpoint of an epoch. Does not block.
  ///
  /// @param epoch of the barrier that carries it; larger than any before
  /// @param full everything is wanted, also where changes would do
  OpenCheckpoint begin(long epoch, boolean full);

  /// The complete checkpoints that are kept, oldest first. May block.
  List<CheckpointInfo> list();

  /// The last complete checkpoint, ready to be read; empty when there is none. Checkpoints of this
  /// run follow it. May block.
  Optional<Restored> latest();

  /// One complete checkpoint, ready to be read. Checkpoints of this run still follow the last one.
  /// May block.
  ///
  /// @throws io.thalweg.core.error.ThalwegException CHECKPOINT_NOT_FOUND, CHECKPOINT_CORRUPT,
  ///   CHECKPOINT_TOO_OLD, CHECKPOINT_TOO_NEW
  Restored open(long id);

  /// Abandons an open checkpoint, and waits until nothing is removed from the store any more. Does
  /// not close the store.
  @Override
  void close();
}
