package io.thalweg.exec.window;

import io.thalweg.core.data.Column;
import io.thalweg.core.memory.MemoryReservation;

/// One call of a window function. Used by one task.
@FunctionalInterface
interface WindowFunction {

  /// The function's value for every row.
  ///
  /// @param scratch for what is held while it computes; empty before and after
  Column compute(PartitionedRows rows, MemoryReservation scratch);
}
