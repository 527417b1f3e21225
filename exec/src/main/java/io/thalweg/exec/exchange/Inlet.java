package io.thalweg.exec.exchange;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal;

/// The end of a queue that one producing task puts into. Thread-safe, never blocks.
sealed interface Inlet permits BatchQueue, ChannelQueue.Channel {

  /// Whether the producer should wait. Remembers that it does.
  boolean isFull();

  /// Whether the consumer wants no more.
  boolean isClosed();

  /// Adds a batch; drops it when the consumer wants no more.
  void put(Batch batch);

  /// Adds a signal, behind what was put before; there is always room for it.
  void put(Signal signal);

  /// The producer has put everything.
  void end();
}
