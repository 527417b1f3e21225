package io.thalweg.exec.aggregate;

/// `min` or `max` as long as rows only come.
sealed interface Extremum extends KeptAccumulator permits ExtremumAccumulator, SlotAccumulator {

  /// Sets the bit of each group that has a row here whose value is the group's extreme one or lies
  /// beyond it.
  void mark(GroupedRows rows, long[] marks);
}
