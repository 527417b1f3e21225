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
import io.thalweg.core.data.RowColumn;
import io.thalweg.core.type.DataType;
import java.util.Arrays;

/// The order of two single values of one type, row by row: for nested values and for merging.
///
/// NULL inside nested values equals NULL and is above everything else, as in PostgreSQL. Hot loops
/// over flat layouts use the bitmap kernels instead.
public final class ValueOrder {
  private final DataType type;

  private ValueOrder(DataType type) {
    this.type = type;
  }

  public static ValueOrder of(DataType type) {
    return new ValueOrder(type);
  }

  public DataType type() {
    return type;
  }

  /// The sign says how `left[i]` stands to `right[j]`; neither is NULL.
  public int compare(FlatColumn left, int i, FlatColumn right, int j) {
    return switch (left) {
      case BooleanColumn a -> Boolean.compare(a.value(i), ((BooleanColumn) right).value(j));
      case IntColumn a -> Integer.compare(a.values()[i], ((IntColumn) right).values()[j]);
      case LongColumn a -> Long.compare(a.values()[i], ((LongColumn) right).values()[j]);
      case DoubleColumn a -> doubles(a.values()[i], ((DoubleColumn) right).values()[j]);
      case BytesColumn a -> bytes(a, i, (BytesColumn) right, j);
      case Int128Column a -> {
        Int128Column b = (Int128Column) right;
        yield Int128.compare(a.high()[i], a.low()[i], b.high()[j], b.low()[j]);
      }
      case ArrayColumn a -> arrays(a, i, (ArrayColumn) right, j);
      case RowColumn a -> rows(a, i, (RowColumn) right, j);
      case io.thalweg.core.data.NullColumn _ -> 0;
    };
  }

  /// As [#compare], where NULL equals NULL and is the largest.
  public int compareWithNulls(FlatColumn left, int i, FlatColumn right, int j) {
    boolean leftNull = left.isNull(i);
    boolean rightNull = right.isNull(j);
    return leftNull || rightNull
        ? Boolean.compare(leftNull, rightNull)
        : compare(left, i, right, j);
  }

  /// -0.0 equals 0.0; NaN equals NaN and is the largest.
  public static int doubles(double a, double b) {
    return a < b ? -1 : a > b ? 1 : a == b ? 0 : Boolean.compare(Double.isNaN(a), Double.isNaN(b));
  }

  private static int bytes(BytesColumn a, int i, BytesColumn b, int j) {
    return Arrays.compareUnsigned(
        a.bytes(),
        a.offsets()[i],
        a.offsets()[i + 1],
        b.bytes(),
        b.offsets()[j],
        b.offsets()[j + 1]);
  }

  private int arrays(ArrayColumn a, int i, ArrayColumn b, int j) {
    int from = a.offsets()[i];
    int otherFrom = b.offsets()[j];
    int length = a.offsets()[i + 1] - from;
    int otherLength = b.offsets()[j + 1] - otherFrom;
    for (int k = 0; k < Math.min(length, otherLength); k++) {
      int compared = child(a.elements(), from + k, b.elements(), otherFrom + k);
      if (compared != 0) {
        return compared;
      }
    }
    return Integer.compare(length, otherLength);
  }

  private int rows(RowColumn a, int i, RowColumn b, int j) {
    for (int k = 0; k < a.children().size(); k++) {
      int compared = child(a.children().get(k), i, b.children().get(k), j);
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }

  private int child(Column left, int i, Column right, int j) {
    return compareWithNulls(left.flatten(), i, right.flatten(), j);
  }
}
