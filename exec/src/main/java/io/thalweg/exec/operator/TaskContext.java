package io.thalweg.exec.operator;

import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.kernel.RowHash;

/// What a task lends to its operators.
public interface TaskContext {

  /// This task's position among the tasks of its fragment, from 0.
  int task();

  /// The number of tasks of the fragment.
  int parallelism();

  /// Whether this task owns `vnode`.
  default boolean owns(int vnode) {
    return vnode * parallelism() / RowHash.VNODES == task();
  }

  /// The most rows an operator should emit in one batch.
  int batchRows();

  /// A reservation against the query's memory in the name of `owner`, for example `HashJoin #4`.
  /// The operator closes it.
  MemoryReservation reserve(String owner);

  /// Puts all tasks of this fragment on the run queue: shared state that [Operator#accepts] depends
  /// on has changed.
  void wakeAll();
}
