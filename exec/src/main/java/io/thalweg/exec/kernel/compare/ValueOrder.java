package io.thalweg.exec.kernel.compare;

import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.data.NullColumn;
import io.thalweg.core.data.RowColumn;
import java.util.Arrays;

/// The ascending order of single values of each layout: for nested values, and where rows of
/// several columns are compared. Loops over one flat column use [CompareKernels].
///
/// Text and binary compare by unsigned bytes (code point order). NaN equals NaN and is the greatest
/// number; -0.0 equals 0.0. Arrays and rows compare element by element, NULL elements last.
public final class ValueOrder {
  private ValueOrder() {}

  /// Compares two values that are not NULL, of flat columns of one layout.
  public static int compare(FlatColumn left, int leftRow, FlatColumn right, int rightRow) {
    return switch (left) {
      case IntColumn ints ->
          Integer.compare(ints.values()[leftRow], ((IntColumn) right).values()[rightRow]);
      case LongColumn longs ->
          Long.compare(longs.values()[leftRow], ((LongColumn) right).values()[rightRow]);
      case DoubleColumn doubles ->
          compareDoubles(doubles.values()[leftRow], ((DoubleColumn) right).values()[rightRow]);
      case BytesColumn bytes -> compareBytes(bytes, leftRow, (BytesColumn) right, rightRow);
      case BooleanColumn booleans ->
          Boolean.compare(booleans.value(leftRow), ((BooleanColumn) right).value(rightRow));
      case Int128Column wide -> compareWide(wide, leftRow, (Int128Column) right, rightRow);
      case ArrayColumn array -> compareArrays(array, leftRow, (ArrayColumn) right, rightRow);
      case RowColumn row -> compareRows(row, leftRow, (RowColumn) right, rightRow);
      case NullColumn _ -> 0;
    };
  }

  static int compareDoubles(double left, double right) {
    if (left < right) {
      return -1;
    }
    if (left > right) {
      return 1;
    }
    return left == right ? 0 : Boolean.compare(Double.isNaN(left), Double.isNaN(right));
  }

  private static int compareBytes(BytesColumn left, int leftRow, BytesColumn right, int rightRow) {
    return Arrays.compareUnsigned(
        left.bytes(),
        left.offsets()[leftRow],
        left.offsets()[leftRow + 1],
        right.bytes(),
        right.offsets()[rightRow],
        right.offsets()[rightRow + 1]);
  }

  private static int compareWide(Int128Column left, int leftRow, Int128Column right, int rightRow) {
    return Int128.compare(
        left.high()[leftRow], left.low()[leftRow], right.high()[rightRow], right.low()[rightRow]);
  }

  private static int compareArrays(ArrayColumn left, int leftRow, ArrayColumn right, int rightRow) {
    int leftFrom = left.offsets()[leftRow];
    int rightFrom = right.offsets()[rightRow];
    int leftCount = left.offsets()[leftRow + 1] - leftFrom;
    int rightCount = right.offsets()[rightRow + 1] - rightFrom;
    for (int i = 0; i < Math.min(leftCount, rightCount); i++) {
      int order = compareNullsLast(left.elements(), leftFrom + i, right.elements(), rightFrom + i);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(leftCount, rightCount);
  }

  private static int compareRows(RowColumn left, int leftRow, RowColumn right, int rightRow) {
    for (int i = 0; i < left.children().size(); i++) {
      int order =
          compareNullsLast(left.children().get(i), leftRow, right.children().get(i), rightRow);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compareNullsLast(Column left, int leftRow, Column right, int rightRow) {
    boolean leftNull = left.isNull(leftRow);
    boolean rightNull = right.isNull(rightRow);
    if (leftNull || rightNull) {
      return Boolean.compare(leftNull, rightNull);
    }
    return compare(left.flatten(), leftRow, right.flatten(), rightRow);
  }
}
