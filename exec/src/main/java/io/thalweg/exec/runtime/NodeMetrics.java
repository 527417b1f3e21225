package io.thalweg.exec.runtime;

import io.thalweg.core.memory.MemoryPool;
import java.util.concurrent.atomic.LongAdder;

/// Counts what one plan node does in all its tasks. Thread-safe.
final class NodeMetrics {
  private final MemoryPool memory;
  private final LongAdder rows = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder busyNanos = new LongAdder();
  private final LongAdder spilledBytes = new LongAdder();
  private volatile boolean started;

  /// @param memory the node's account
  NodeMetrics(MemoryPool memory) {
    this.memory = memory;
  }

  MemoryPool memory() {
    return memory;
  }

  void start() {
    started = true;
  }

  /// Whether a task has made the node's operator.
  boolean isStarted() {
    return started;
  }

  void emitted(int count) {
    rows.add(count);
    batches.increment();
  }

  void busy(long nanos) {
    busyNanos.add(nanos);
  }

  void spilled(long bytes) {
    spilledBytes.add(bytes);
  }

  OperatorMetrics read() {
    return new OperatorMetrics(
        rows.sum(), batches.sum(), busyNanos.sum(), memory.peakBytes(), spilledBytes.sum());
  }
}
