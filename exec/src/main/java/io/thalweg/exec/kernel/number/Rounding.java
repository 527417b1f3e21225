package io.thalweg.exec.kernel.number;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;
import io.thalweg.exec.kernel.arithmetic.DecimalOperand;
import io.thalweg.exec.kernel.arithmetic.PowersOfTen;
import io.thalweg.exec.kernel.cast.CastKernels;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// `round`, `trunc`, `ceil`, `floor`, with or without a number of digits.
public final class Rounding {
  /// More digits than a number can have, on either side of the point.
  private static final int MAX_DIGITS = 400;

  private Rounding() {}

  /// To whole numbers.
  public static Kernel whole(RoundingMode mode, DataType type, DataType result) {
    if (type.isInteger()) {
      return (arguments, rows) -> arguments[0];
    }
    if (type.isFloating()) {
      return (arguments, rows) -> wholeDoubles(arguments[0], mode, rows);
    }
    DecimalType decimal = (DecimalType) type;
    DecimalType whole = (DecimalType) result;
    if (mode == RoundingMode.HALF_UP) {
      return CastKernels.of(type, result);
    }
    return decimal.isLong() && whole.isLong()
        ? (arguments, rows) -> wholeLongs(arguments[0], mode, decimal.scale(), rows)
        : (arguments, rows) -> decimals(arguments, mode, decimal, whole, rows);
  }

  private static FlatColumn wholeDoubles(FlatColumn column, RoundingMode mode, int rows) {
    double[] values = Storage.doubles(column);
    double[] result = new double[rows];
    for (int i = 0; i < rows; i++) {
      double x = values[i];
      result[i] =
          switch (mode) {
            case CEILING -> Math.ceil(x);
            case FLOOR -> Math.floor(x);
            case DOWN -> x < 0 ? Math.ceil(x) : Math.floor(x);
            default -> Math.rint(x);
          };
    }
    return new DoubleColumn(rows, result, column.validity());
  }

  private static FlatColumn wholeLongs(FlatColumn column, RoundingMode mode, int scale, int rows) {
    long[] values = Storage.longs(column);
    long unit = PowersOfTen.ofLong(scale);
    long[] result = new long[rows];
    for (int i = 0; i < rows; i++) {
      result[i] =
          switch (mode) {
            case CEILING -> -Math.floorDiv(-values[i], unit);
            case FLOOR -> Math.floorDiv(values[i], unit);
            default -> values[i] / unit;
          };
    }
    return new LongColumn(rows, result, column.validity());
  }

  /// To the digits behind the point that the second argument says; in front of it when negative.
  public static Kernel digits(RoundingMode mode, DataType type, DataType result) {
    if (type.isFloating()) {
      return (arguments, rows) -> doubles(arguments, mode, (SimpleType) type, rows);
    }
    if (type instanceof DecimalType decimal) {
      return (arguments, rows) -> decimals(arguments, mode, decimal, (DecimalType) result, rows);
    }
    Kernel back = CastKernels.of(new DecimalType(38, 0), type);
    DecimalType whole = new DecimalType(38, 0);
    return (arguments, rows) ->
        back.apply(new FlatColumn[] {decimals(arguments, mode, whole, whole, rows)}, rows);
  }

  private static FlatColumn doubles(
      FlatColumn[] arguments, RoundingMode mode, SimpleType type, int rows) {
    double[] values = Storage.doubles(arguments[0]);
    int[] digits = Storage.ints(arguments[1]);
    long[] validity = Nulls.strict(arguments, rows);
    double[] result = new double[rows];
    for (int i = 0; i < rows; i++) {
      double x = values[i];
      if (!Bits.isValid(validity, i) || !Double.isFinite(x)) {
        result[i] = x;
        continue;
      }
      BigDecimal exact =
          type == SimpleType.REAL
              ? new BigDecimal(Float.toString((float) x))
              : BigDecimal.valueOf(x);
      int scale = Math.clamp(digits[i], -MAX_DIGITS, MAX_DIGITS);
      double rounded = scale >= exact.scale() ? x : exact.setScale(scale, mode).doubleValue();
      result[i] = type == SimpleType.REAL ? (float) rounded : rounded;
      if (Double.isInfinite(result[i])) {
        throw Failure.outOfRange("round(" + x + ", " + scale + ")", type);
      }
    }
    return new DoubleColumn(rows, result, validity);
  }

  private static FlatColumn decimals(
      FlatColumn[] arguments, RoundingMode mode, DecimalType type, DecimalType result, int rows) {
    Int128Column values = DecimalOperand.widen(arguments[0], rows);
    int[] digits = arguments.length > 1 ? Storage.ints(arguments[1]) : null;
    long[] validity = Nulls.strict(arguments, rows);
    long[] high = new long[rows];
    long[] low = new long[rows];
    for (int i = 0; i < rows; i++) {
      if (!Bits.isValid(validity, i)) {
        continue;
      }
      int scale = digits == null ? 0 : Math.clamp(digits[i], -MAX_DIGITS, result.scale());
      BigDecimal exact = new BigDecimal(values.value(i), type.scale());
      BigInteger unscaled =
          exact.setScale(scale, mode).setScale(result.scale(), mode).unscaledValue();
      high[i] = unscaled.shiftRight(64).longValue();
      low[i] = unscaled.longValue();
      if (unscaled.bitLength() > 127 || !PowersOfTen.fits(high[i], low[i], result.precision())) {
        throw Failure.outOfRange(
            exact.toPlainString() + " rounded to " + scale + " digits", result);
      }
    }
    return result.isLong()
        ? new LongColumn(rows, low, validity)
        : new Int128Column(rows, high, low, validity);
  }
}
