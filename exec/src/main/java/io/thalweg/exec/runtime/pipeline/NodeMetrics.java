package io.thalweg.exec.runtime.pipeline;

import io.thalweg.core.memory.MemoryPool;
import io.thalweg.exec.runtime.OperatorMetrics;
import java.util.concurrent.atomic.LongAdder;

/// Counts what one plan node does in all its tasks. Thread-safe.
public final class NodeMetrics {
  private final MemoryPool memory;
  private final LongAdder rows = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder busyNanos = new LongAdder();
  private final LongAdder spilledBytes = new LongAdder();
  private volatile boolean started;

  /// @param memory the node's account
  public NodeMetrics(MemoryPool memory) {
    this.memory = memory;
  }

  /// The node's account.
  public MemoryPool memory() {
    return memory;
  }

  /// A task makes the node's operator.
  public void start() {
    started = true;
  }

  /// Whether a task has made the node's operator.
  public boolean isStarted() {
    return started;
  }

  void emitted(int count) {
    rows.add(count);
    batches.increment();
  }

  void busy(long nanos) {
    busyNanos.add(nanos);
  }

  /// So many more bytes went into files.
  public void spilled(long bytes) {
    spilledBytes.add(bytes);
  }

  /// What was counted so far.
  public OperatorMetrics read() {
    return new OperatorMetrics(
        rows.sum(), batches.sum(), busyNanos.sum(), memory.peakBytes(), spilledBytes.sum());
  }
}
