package io.thalweg.exec.kernel.cast;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Layout;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Storage;
import io.thalweg.exec.kernel.arithmetic.DecimalOperand;
import io.thalweg.exec.kernel.arithmetic.PowersOfTen;
import io.thalweg.exec.kernel.arithmetic.WideMath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Between integers and decimals: more digits behind the point multiply, fewer round half away from
/// zero; what does not fit is an error.
final class ExactCast {
  private final DataType from;
  private final DataType to;
  private final ExactRange source;
  private final ExactRange target;

  ExactCast(DataType from, DataType to) {
    this.from = from;
    this.to = to;
    this.source = ExactRange.of(from);
    this.target = ExactRange.of(to);
  }

  Kernel kernel() {
    int digits = target.scale() - source.scale();
    if (!source.isLong()) {
      return this::fromWide;
    }
    if (!target.isLong()) {
      return digits >= 0 && digits <= PowersOfTen.MAX_LONG
          ? (arguments, rows) -> longsToWide(arguments[0], PowersOfTen.ofLong(digits), rows)
          : this::fromWide;
    }
    if (digits < 0) {
      return (arguments, rows) -> divide(arguments[0], PowersOfTen.ofLong(-digits), rows);
    }
    return digits > PowersOfTen.MAX_LONG
        ? this::fromWide
        : (arguments, rows) -> multiply(arguments[0], PowersOfTen.ofLong(digits), rows);
  }

  private long[] longs(FlatColumn column, int rows) {
    if (column instanceof LongColumn longs) {
      return longs.values();
    }
    int[] ints = Storage.ints(column);
    long[] values = new long[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = ints[i];
    }
    return values;
  }

  private FlatColumn multiply(FlatColumn column, long factor, int rows) {
    long[] values = longs(column, rows);
    long low = target.min() / factor;
    long high = target.max() / factor;
    long[] result = new long[rows];
    boolean outside = false;
    for (int i = 0; i < rows; i++) {
      outside |= values[i] < low;
      outside |= values[i] > high;
      result[i] = values[i] * factor;
    }
    if (outside) {
      for (int i = 0; i < rows; i++) {
        if ((values[i] < low || values[i] > high) && !column.isNull(i)) {
          throw outOfRange(BigInteger.valueOf(values[i]));
        }
      }
    }
    return store(result, column, rows);
  }

  private FlatColumn divide(FlatColumn column, long divisor, int rows) {
    long[] values = longs(column, rows);
    long half = divisor / 2;
    long[] result = new long[rows];
    boolean outside = false;
    for (int i = 0; i < rows; i++) {
      long quotient = values[i] / divisor;
      long rest = values[i] - quotient * divisor;
      quotient += (rest >= half ? 1 : 0) - (rest <= -half ? 1 : 0);
      outside |= quotient < target.min();
      outside |= quotient > target.max();
      result[i] = quotient;
    }
    if (outside) {
      for (int i = 0; i < rows; i++) {
        if ((result[i] < target.min() || result[i] > target.max()) && !column.isNull(i)) {
          throw outOfRange(BigInteger.valueOf(values[i]));
        }
      }
    }
    return store(result, column, rows);
  }

  private FlatColumn store(long[] result, FlatColumn column, int rows) {
    if (to.layout() == Layout.LONG) {
      return new LongColumn(rows, result, column.validity());
    }
    int[] ints = new int[rows];
    for (int i = 0; i < rows; i++) {
      ints[i] = (int) result[i];
    }
    return new IntColumn(rows, ints, column.validity());
  }

  private FlatColumn longsToWide(FlatColumn column, long factor, int rows) {
    long[] values = longs(column, rows);
    long[] high = new long[rows];
    long[] low = new long[rows];
    for (int i = 0; i < rows; i++) {
      high[i] = Math.multiplyHigh(values[i], factor);
      low[i] = values[i] * factor;
    }
    Int128Column result = new Int128Column(rows, high, low, column.validity());
    check(result, DecimalOperand.widen(column, rows), rows);
    return result;
  }

  /// The general case in 128 bits, with `BigInteger` where they do not suffice.
  private FlatColumn fromWide(FlatColumn[] arguments, int rows) {
    Int128Column column = DecimalOperand.widen(arguments[0], rows);
    int digits = target.scale() - source.scale();
    long[] high = new long[rows];
    long[] low = new long[rows];
    for (int i = 0; i < rows; i++) {
      if (!Bits.isValid(column.validity(), i)) {
        continue;
      }
      long h = column.high()[i];
      long l = column.low()[i];
      if (digits == 0) {
        high[i] = h;
        low[i] = l;
      } else if (digits < 0
          || !WideMath.multiply(
              h, l, PowersOfTen.high(digits), PowersOfTen.low(digits), high, low, i)) {
        BigInteger scaled =
            new BigDecimal(column.value(i), source.scale())
                .setScale(target.scale(), RoundingMode.HALF_UP)
                .unscaledValue();
        if (scaled.bitLength() > 127) {
          throw outOfRange(column.value(i));
        }
        high[i] = scaled.shiftRight(64).longValue();
        low[i] = scaled.longValue();
      }
    }
    Int128Column result = new Int128Column(rows, high, low, column.validity());
    check(result, column, rows);
    return target.isLong() ? store(low, column, rows) : result;
  }

  private void check(Int128Column result, Int128Column input, int rows) {
    for (int i = 0; i < rows; i++) {
      if (!fits(result.high()[i], result.low()[i]) && !result.isNull(i)) {
        throw outOfRange(input.value(i));
      }
    }
  }

  private boolean fits(long high, long low) {
    return target.isLong()
        ? WideMath.isLong(high, low) && low >= target.min() && low <= target.max()
        : PowersOfTen.fits(high, low, target.precision());
  }

  private RuntimeException outOfRange(BigInteger unscaled) {
    String value = new BigDecimal(unscaled, source.scale()).toPlainString();
    return Failure.outOfRange("the " + from.sql() + " " + value, to);
  }
}
