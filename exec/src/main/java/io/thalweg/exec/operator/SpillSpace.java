package io.thalweg.exec.operator;

import io.thalweg.core.port.SpillStorage;

/// What one node of a continuous query may use when memory runs short. Thread-safe.
public interface SpillSpace {

  /// A new file of the query, removed with the query at the latest. May block.
  SpillStorage.File create();

  /// Says that `bytes` were written, for the figures of the node.
  void written(long bytes);

  /// One more operator shares the query's memory.
  void enter();

  /// One less.
  void leave();

  /// How many operators share the query's memory; at least 1.
  int sharers();

  /// The most partitions that the state of one operator is divided into.
  int partitions();

  /// Whether state is to be kept in files at all times, also when there is room: how the whole is
  /// tested.
  boolean always();
}
