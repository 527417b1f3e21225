package io.thalweg.exec.window;

import io.thalweg.core.data.Column;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.WindowCall;
import io.thalweg.exec.state.KeyVector;
import java.util.List;

/// `lag` and `lead`: the value some rows before or behind, whatever the frame.
final class ShiftedValue implements WindowFunction {
  private final List<Integer> arguments;
  private final int direction;
  private final boolean ignoreNulls;

  /// @param call with arguments value[, offset[, default]]
  /// @param direction -1 for rows before, 1 for rows behind
  ShiftedValue(WindowCall call, int direction) {
    this.arguments = call.call().arguments();
    this.direction = direction;
    this.ignoreNulls = call.ignoreNulls();
  }

  @Override
  public Column compute(PartitionedRows rows, MemoryReservation scratch) {
    Column values = rows.rows().column(arguments.getFirst());
    PickedRows picked = new PickedRows(values, rows.count());
    Candidates candidates = Candidates.of(values, ignoreNulls);
    long[] offsets = offsets(rows);
    for (int p = 0; p < rows.partitions(); p++) {
      int start = rows.partitionStart(p);
      int end = rows.partitionEnd(p);
      for (int row = start; row < end; row++) {
        if (isOffsetNull(rows, row)) {
          continue;
        }
        int found = find(candidates, row, direction * offsets[row], start, end);
        if (found >= 0) {
          picked.set(row, found);
        } else if (arguments.size() > 2) {
          picked.setDefault(row);
        }
      }
    }
    return arguments.size() > 2
        ? picked.column(rows.rows().column(arguments.get(2)))
        : picked.column();
  }

  private long[] offsets(PartitionedRows rows) {
    if (arguments.size() > 1) {
      return KeyVector.longs(rows.rows().column(arguments.get(1)), new long[rows.count()]);
    }
    long[] ones = new long[rows.count()];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  private boolean isOffsetNull(PartitionedRows rows, int row) {
    return arguments.size() > 1 && rows.rows().column(arguments.get(1)).isNull(row);
  }

  private static int find(Candidates candidates, int row, long offset, int start, int end) {
    if (offset == 0) {
      return row;
    }
    if (offset > end - start || offset < start - end) {
      return -1;
    }
    int position =
        offset > 0
            ? candidates.before(row + 1) + (int) offset - 1
            : candidates.before(row) + (int) offset;
    boolean inside = position >= candidates.before(start) && position < candidates.before(end);
    return inside ? candidates.row(position) : -1;
  }
}
