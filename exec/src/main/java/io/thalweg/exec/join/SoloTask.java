package io.thalweg.exec.join;

import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.operator.TaskContext;

/// A task as the only one of its kind: what joins some of the rows shares nothing with others.
record SoloTask(TaskContext whole) implements TaskContext {

  @Override
  public int task() {
    return 0;
  }

  @Override
  public int parallelism() {
    return 1;
  }

  @Override
  public int batchRows() {
    return whole.batchRows();
  }

  @Override
  public MemoryReservation reserve(String owner) {
    return whole.reserve(owner);
  }

  @Override
  public void wakeAll() {
    // The task itself goes on.
  }
}
