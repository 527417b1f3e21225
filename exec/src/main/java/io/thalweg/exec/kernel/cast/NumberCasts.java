package io.thalweg.exec.kernel.cast;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Storage;
import io.thalweg.exec.kernel.arithmetic.DecimalOperand;
import io.thalweg.exec.kernel.arithmetic.Magnitudes;
import java.math.BigDecimal;

/// Between numbers, and between numbers and BOOLEAN.
final class NumberCasts {
  /// Whole numbers of so many bits are exact as `double`.
  private static final int EXACT_BITS = 53;

  private static final long EXACT_DOUBLE = 1L << EXACT_BITS;

  /// Powers of ten that a `double` holds exactly.
  private static final double[] POWERS = new double[23];

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = Double.parseDouble("1e" + i);
    }
  }

  private NumberCasts() {}

  static Kernel of(DataType from, DataType to) {
    if (from == SimpleType.BOOLEAN) {
      Kernel further =
          to == SimpleType.INTEGER ? (a, n) -> a[0] : CastKernels.of(SimpleType.INTEGER, to);
      return (arguments, rows) ->
          further.apply(new FlatColumn[] {zeroOrOne(arguments[0], rows)}, rows);
    }
    if (to == SimpleType.BOOLEAN) {
      return from.isFloating() ? NumberCasts::doublesNotZero : NumberCasts::notZero;
    }
    if (to.isFloating()) {
      return from.isFloating() ? NumberCasts::toReal : toDouble(from, to == SimpleType.REAL);
    }
    if (from.isInteger() && to == SimpleType.BIGINT) {
      return NumberCasts::intsToLongs;
    }
    return from.isFloating() ? new DoubleToExact(from, to) : new ExactCast(from, to).kernel();
  }

  private static FlatColumn intsToLongs(FlatColumn[] arguments, int rows) {
    int[] values = Storage.ints(arguments[0]);
    long[] result = new long[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = values[i];
    }
    return new LongColumn(rows, result, arguments[0].validity());
  }

  private static FlatColumn zeroOrOne(FlatColumn column, int rows) {
    long[] bits = Storage.bits(column);
    int[] values = new int[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = (int) (bits[i >> 6] >>> i & 1);
    }
    return new IntColumn(rows, values, column.validity());
  }

  private static FlatColumn notZero(FlatColumn[] arguments, int rows) {
    Int128Column wide = DecimalOperand.widen(arguments[0], rows);
    long[] bits = new long[Bits.words(rows)];
    for (int i = 0; i < rows; i++) {
      bits[i >> 6] |= ((wide.high()[i] | wide.low()[i]) != 0 ? 1L : 0L) << i;
    }
    return new BooleanColumn(rows, bits, arguments[0].validity());
  }

  private static FlatColumn doublesNotZero(FlatColumn[] arguments, int rows) {
    double[] values = Storage.doubles(arguments[0]);
    long[] bits = new long[Bits.words(rows)];
    for (int i = 0; i < rows; i++) {
      bits[i >> 6] |= (values[i] != 0 ? 1L : 0L) << i;
    }
    return new BooleanColumn(rows, bits, arguments[0].validity());
  }

  private static FlatColumn toReal(FlatColumn[] arguments, int rows) {
    double[] values = Storage.doubles(arguments[0]);
    double[] result = new double[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = (float) values[i];
      if (Double.isInfinite(result[i]) && Double.isFinite(values[i]) && !arguments[0].isNull(i)) {
        throw Failure.outOfRange(String.valueOf(values[i]), SimpleType.REAL);
      }
    }
    return new DoubleColumn(rows, result, arguments[0].validity());
  }

  private static Kernel toDouble(DataType from, boolean real) {
    int scale = from instanceof DecimalType decimal ? decimal.scale() : 0;
    Kernel kernel =
        switch (from.layout()) {
          case INT -> NumberCasts::intsToDoubles;
          case LONG -> (arguments, rows) -> longsToDoubles(arguments[0], scale, rows);
          case INT128 -> (arguments, rows) -> wideToDoubles(arguments[0], scale, rows);
          case BOOLEAN, DOUBLE, BYTES, ARRAY, ROW, NONE ->
              throw new IllegalArgumentException(from.sql());
        };
    return real
        ? (arguments, rows) -> toReal(new FlatColumn[] {kernel.apply(arguments, rows)}, rows)
        : kernel;
  }

  private static FlatColumn intsToDoubles(FlatColumn[] arguments, int rows) {
    int[] values = Storage.ints(arguments[0]);
    double[] result = new double[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = values[i];
    }
    return new DoubleColumn(rows, result, arguments[0].validity());
  }

  private static FlatColumn longsToDoubles(FlatColumn column, int scale, int rows) {
    long[] values = Storage.longs(column);
    double[] result = new double[rows];
    double power = POWERS[scale];
    for (int i = 0; i < rows; i++) {
      result[i] = values[i] / power;
    }
    if (scale > 0 && Magnitudes.bits(values, rows) > EXACT_BITS) {
      for (int i = 0; i < rows; i++) {
        if (Math.abs(values[i]) > EXACT_DOUBLE || values[i] == Long.MIN_VALUE) {
          result[i] = BigDecimal.valueOf(values[i], scale).doubleValue();
        }
      }
    }
    return new DoubleColumn(rows, result, column.validity());
  }

  private static FlatColumn wideToDoubles(FlatColumn column, int scale, int rows) {
    Int128Column wide = Storage.wide(column);
    long[] high = wide.high();
    long[] low = wide.low();
    double[] result = new double[rows];
    for (int i = 0; i < rows; i++) {
      boolean small = high[i] == low[i] >> 63 && low[i] >= -EXACT_DOUBLE && low[i] <= EXACT_DOUBLE;
      result[i] =
          small && scale < POWERS.length
              ? low[i] / POWERS[scale]
              : new BigDecimal(wide.value(i), scale).doubleValue();
    }
    return new DoubleColumn(rows, result, column.validity());
  }
}
