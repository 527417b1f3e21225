package io.thalweg.exec.window;

import io.thalweg.core.data.Column;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.aggregate.CallState;
import io.thalweg.exec.aggregate.input.GroupedRows;
import java.util.List;

/// Hands ranges of rows with their groups to an aggregate's state, many at a time.
final class RowFeed {
  private static final int CAPACITY = 1 << 13;

  private final List<? extends Column> columns;
  private final int groupCount;
  private final CallState state;
  private final MemoryReservation scratch;
  private final int[] rows = new int[CAPACITY];
  private final int[] groups = new int[CAPACITY];
  private int count;

  /// @param groupCount the number of groups there are
  RowFeed(
      List<? extends Column> columns, int groupCount, CallState state, MemoryReservation scratch) {
    this.columns = columns;
    this.groupCount = groupCount;
    this.state = state;
    this.scratch = scratch;
  }

  /// Adds the rows `from..to)` to a group.
  void add(int from, int to, int group) {
    for (int row = from; row < to; row++) {
      if (count == CAPACITY) {
        flush();
      }
      rows[count] = row;
      groups[count++] = group;
    }
  }

  /// Hands over what is left.
  void flush() {
    if (count > 0) {
      state.add(GroupedRows.picked(columns, rows, groups, count, groupCount));
      scratch.setTo(state.sizeInBytes());
      count = 0;
    }
  }
}
