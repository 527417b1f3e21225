package io.thalweg.core.connector;

import io.thalweg.core.data.Batch;
import java.util.List;

/// Where a continuous query writes, exactly once, in two phases: each task's writer prepares at a
/// checkpoint's barrier; what all of them prepared is committed once the checkpoint's manifest
/// stands. Thread-safe.
public interface StreamTarget extends AutoCloseable {

  /// Whether rows may have weights: retractions are understood.
  boolean acceptsRetractions();

  /// @param task of the writing fragment
  StreamWriter writer(int task);

  /// Makes visible what writers prepared. May block. Idempotent: after a crash it is called again
  /// with the same texts, by another process.
  void commit(List<String> prepared);

  /// Gives up what writers of an earlier run prepared or wrote and no checkpoint names. May block.
  /// Called once before the first writer writes.
  default void recover() {}

  @Override
  default void close() {}

  /// One task's rows. Used by one thread at a time.
  interface StreamWriter extends AutoCloseable {

    /// @param batch of the table's columns; may have a selection and, where accepted, weights
    void write(Batch batch);

    /// Makes everything written since the last call durable, yet invisible. May block.
    ///
    /// @return plain text that [StreamTarget#commit] understands; empty when there is nothing
    String prepare(long checkpoint);

    /// Drops what was not prepared.
    @Override
    void close();
  }
}
