package io.thalweg.exec.spill;

import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.operator.TaskContext;
import java.util.function.IntPredicate;

/// A task as one partition's operator sees it.
///
/// @param pool counts what all partitions of the task hold
/// @param owned the partition's vnodes
record PartitionContext(TaskContext whole, MemoryPool pool, IntPredicate owned)
    implements TaskContext {

  @Override
  public int task() {
    return whole.task();
  }

  @Override
  public int parallelism() {
    return whole.parallelism();
  }

  @Override
  public boolean owns(int vnode) {
    return owned.test(vnode);
  }

  @Override
  public int batchRows() {
    return whole.batchRows();
  }

  @Override
  public MemoryReservation reserve(String owner) {
    return pool.reservation(owner);
  }

  @Override
  public void wakeAll() {
    whole.wakeAll();
  }
}
