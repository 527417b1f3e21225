package io.thalweg.exec.exchange;

import io.thalweg.core.data.Batch;

/// How one producer task spreads its batches over the queues of one consumer. Used by one task.
sealed interface Route permits HashRoute, BroadcastRoute, RoundRobinRoute {

  /// Whether a batch now would find no room.
  boolean isFull();

  void put(Batch batch);

  /// Puts what was held back.
  void flush();
}
