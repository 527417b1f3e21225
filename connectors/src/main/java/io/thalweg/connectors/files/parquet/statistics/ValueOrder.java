package io.thalweg.connectors.files.parquet.statistics;

import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.data.NullColumn;
import io.thalweg.core.data.RowColumn;
import java.util.Arrays;

/// SQL's order of single values: columns of one row, of one layout, not NULL.
final class ValueOrder {
  private ValueOrder() {}

  static int compare(FlatColumn left, FlatColumn right) {
    return switch (left) {
      case BooleanColumn column -> Boolean.compare(column.value(0), bool(right));
      case IntColumn column -> Integer.compare(column.values()[0], ((IntColumn) right).values()[0]);
      case LongColumn column -> Long.compare(column.values()[0], ((LongColumn) right).values()[0]);
      case DoubleColumn column -> compare(column.values()[0], ((DoubleColumn) right).values()[0]);
      case BytesColumn column -> compare(column, (BytesColumn) right);
      case Int128Column column -> compare(column, (Int128Column) right);
      case ArrayColumn _, RowColumn _, NullColumn _ ->
          throw new IllegalStateException("values of nested types are not ordered here");
    };
  }

  private static boolean bool(FlatColumn column) {
    return ((BooleanColumn) column).value(0);
  }

  /// NaN is the largest value and equal to itself; both zeros are equal.
  private static int compare(double left, double right) {
    return left == right ? 0 : Double.compare(left, right);
  }

  private static int compare(BytesColumn left, BytesColumn right) {
    return Arrays.compareUnsigned(
        left.bytes(),
        left.offsets()[0],
        left.offsets()[1],
        right.bytes(),
        right.offsets()[0],
        right.offsets()[1]);
  }

  private static int compare(Int128Column left, Int128Column right) {
    return Int128.compare(left.high()[0], left.low()[0], right.high()[0], right.low()[0]);
  }

  /// The physical value of an INT or LONG column.
  static long number(FlatColumn column) {
    return column instanceof IntColumn ints ? ints.values()[0] : ((LongColumn) column).values()[0];
  }
}
