package io.thalweg.exec.window;

import io.thalweg.core.data.Column;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WindowFrame.Bound;
import io.thalweg.core.type.DataType;

/// The order column of a RANGE frame with an offset: finds the rows within the offset of each row's
/// value by two pointers, because rows are sorted.
final class RangeKeys {
  private final PartitionedRows rows;
  private final Column column;
  private final int sign;
  private final RangeDistance distance;

  private RangeKeys(
      PartitionedRows rows, Column column, boolean descending, RangeDistance distance) {
    this.rows = rows;
    this.column = column;
    this.sign = descending ? -1 : 1;
    this.distance = distance;
  }

  /// @param following whether the offset is added in the direction of the order
  static RangeKeys of(PartitionedRows rows, Window node, Bound bound, boolean following) {
    if (node.orderBy().size() != 1) {
      throw new ThalwegException(
          ErrorCode.INVALID_STATEMENT,
          "RANGE with an offset needs exactly one ORDER BY column; use ROWS or GROUPS");
    }
    SortKey key = node.orderBy().getFirst();
    DataType type = node.input().schema().type(key.column());
    Column column = rows.rows().column(key.column());
    Object offset = bound.offset().map(literal -> literal.value()).orElse(null);
    if (offset == null) {
      throw Frames.negative(bound);
    }
    boolean add = following != key.descending();
    RangeDistance distance = RangeDistance.of(column.flatten(), type, offset, add);
    if (distance.isNegative()) {
      throw Frames.negative(bound);
    }
    return new RangeKeys(rows, column, key.descending(), distance);
  }

  /// The bound of each row of the partition `from..to)`.
  ///
  /// @param start the first row not before the value, or the first one behind it
  void fill(int from, int to, boolean start, int[] target) {
    int low = from;
    int high = to;
    while (low < high && column.isNull(low)) {
      low++;
    }
    while (high > low && column.isNull(high - 1)) {
      high--;
    }
    int least = start ? 0 : 1;
    int at = low;
    for (int row = from; row < to; row++) {
      if (row < low || row >= high) {
        target[row] = start ? rows.peerStart(row) : rows.peerEnd(row);
        continue;
      }
      while (at < high && sign * distance.compare(at, row) < least) {
        at++;
      }
      target[row] = at;
    }
  }
}
