package io.thalweg.exec.runtime.query;

import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.runtime.pipeline.NodeMetrics;

/// What one task lends to the operator of one node.
record NodeTaskContext(FragmentRun fragment, NodeMetrics metrics, Task runs, int task)
    implements TaskContext {

  @Override
  public int parallelism() {
    return fragment.parallelism();
  }

  @Override
  public int batchRows() {
    return fragment.context().options().batchRows();
  }

  @Override
  public MemoryReservation reserve(String owner) {
    return metrics.memory().reservation(owner);
  }

  @Override
  public void wakeAll() {
    fragment.wakeAll();
  }
}
