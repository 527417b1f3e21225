package io.thalweg.exec.kernel.cast;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Layout;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Storage;
import io.thalweg.exec.kernel.arithmetic.PowersOfTen;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// From REAL and DOUBLE: to the nearest integer (half to even), to decimals from the shortest
/// decimal text of the number, rounded half away from zero, as in PostgreSQL.
final class DoubleToExact implements Kernel {
  private final DataType from;
  private final DataType to;
  private final ExactRange target;

  DoubleToExact(DataType from, DataType to) {
    this.from = from;
    this.to = to;
    this.target = ExactRange.of(to);
  }

  @Override
  public FlatColumn apply(FlatColumn[] arguments, int rows) {
    return to instanceof DecimalType ? decimals(arguments[0], rows) : whole(arguments[0], rows);
  }

  private FlatColumn whole(FlatColumn column, int rows) {
    double[] values = Storage.doubles(column);
    // 2^63 is the first double behind the largest BIGINT.
    double limit = to == SimpleType.BIGINT ? 0x1p63 : target.max() + 1.0;
    long[] result = new long[rows];
    for (int i = 0; i < rows; i++) {
      double rounded = Math.rint(values[i]);
      if (!(rounded >= -limit && rounded < limit) && !column.isNull(i)) {
        throw Failure.outOfRange("the " + from.sql() + " " + values[i], to);
      }
      result[i] = (long) rounded;
    }
    if (to.layout() == Layout.LONG) {
      return new LongColumn(rows, result, column.validity());
    }
    int[] ints = new int[rows];
    for (int i = 0; i < rows; i++) {
      ints[i] = (int) result[i];
    }
    return new IntColumn(rows, ints, column.validity());
  }

  private FlatColumn decimals(FlatColumn column, int rows) {
    double[] values = Storage.doubles(column);
    long[] high = new long[rows];
    long[] low = new long[rows];
    for (int i = 0; i < rows; i++) {
      if (!column.isNull(i)) {
        BigInteger unscaled = unscaled(values[i]);
        high[i] = unscaled.shiftRight(64).longValue();
        low[i] = unscaled.longValue();
        if (unscaled.bitLength() > 127 || !PowersOfTen.fits(high[i], low[i], target.precision())) {
          throw Failure.outOfRange("the " + from.sql() + " " + values[i], to);
        }
      }
    }
    return target.isLong()
        ? new LongColumn(rows, low, column.validity())
        : new Int128Column(rows, high, low, column.validity());
  }

  private BigInteger unscaled(double value) {
    if (!Double.isFinite(value)) {
      throw Failure.outOfRange("the " + from.sql() + " " + value, to);
    }
    BigDecimal exact =
        from == SimpleType.REAL
            ? new BigDecimal(Float.toString((float) value))
            : BigDecimal.valueOf(value);
    return exact.setScale(target.scale(), RoundingMode.HALF_UP).unscaledValue();
  }
}
