package io.thalweg.exec.aggregate.accumulator;

import io.thalweg.exec.aggregate.input.GroupedRows;

/// `min` or `max` as long as rows only come.
public sealed interface Extremum extends KeptAccumulator
    permits ExtremumAccumulator, SlotAccumulator {

  /// Sets the bit of each group that has a row here whose value is the group's extreme one or lies
  /// beyond it.
  void mark(GroupedRows rows, long[] marks);
}
