package io.thalweg.exec.kernel.arithmetic;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;

/// Picks the kernel of an arithmetic operator.
public final class ArithmeticKernels {
  private ArithmeticKernels() {}

  /// `+ - * / %` of two numbers, or of two intervals of one kind.
  public static Kernel binary(char operator, DataType left, DataType right, DataType result) {
    if (left instanceof DecimalType a && right instanceof DecimalType b) {
      return operator == '%'
          ? new DecimalRemainder(a, b, (DecimalType) result)
          : new DecimalArithmetic(a, b, (DecimalType) result).kernel(operator);
    }
    return switch (result.layout()) {
      case INT -> new IntArithmetic((SimpleType) result).kernel(operator);
      case LONG -> new LongArithmetic(result).kernel(operator);
      case DOUBLE -> new DoubleArithmetic((SimpleType) result).kernel(operator);
      case BOOLEAN, BYTES, INT128, ARRAY, ROW, NONE ->
          throw new IllegalArgumentException(operator + " of " + left.sql());
    };
  }

  /// Whether no operands of these types can raise an error.
  public static boolean isTotal(char operator, DataType left, DataType right, DataType result) {
    return operator != '%'
        && left instanceof DecimalType a
        && right instanceof DecimalType b
        && new DecimalArithmetic(a, b, (DecimalType) result).isExact(operator);
  }

  public static Kernel negate(DataType type) {
    return switch (type.layout()) {
      case INT -> new IntArithmetic((SimpleType) type)::negate;
      case LONG -> new LongArithmetic(type)::negate;
      case DOUBLE -> DoubleArithmetic::negate;
      case INT128 -> WideSigns::negate;
      case BOOLEAN, BYTES, ARRAY, ROW, NONE -> throw new IllegalArgumentException(type.sql());
    };
  }

  public static Kernel abs(DataType type) {
    return switch (type.layout()) {
      case INT -> new IntArithmetic((SimpleType) type)::abs;
      case LONG -> new LongArithmetic(type)::abs;
      case DOUBLE -> DoubleArithmetic::abs;
      case INT128 -> WideSigns::abs;
      case BOOLEAN, BYTES, ARRAY, ROW, NONE -> throw new IllegalArgumentException(type.sql());
    };
  }

  /// interval * number, or interval / number; the interval is the argument `interval`.
  public static Kernel scaleInterval(IntervalType type, int interval, boolean divide) {
    return (arguments, rows) -> {
      long[] units = Storage.longs(arguments[interval]);
      double[] factors = Storage.doubles(arguments[1 - interval]);
      long[] validity = Nulls.strict(arguments, rows);
      long[] result = new long[rows];
      for (int i = 0; i < rows; i++) {
        if (Bits.isValid(validity, i)) {
          result[i] = scaled(type, units[i], factors[i], divide);
        }
      }
      return new LongColumn(rows, result, validity);
    };
  }

  private static long scaled(IntervalType type, long units, double factor, boolean divide) {
    if (divide && factor == 0) {
      throw Failure.divisionByZero("an interval divided by 0");
    }
    double result = Math.rint(divide ? units / factor : units * factor);
    if (!(Math.abs(result) < 0x1p63)) {
      throw Failure.outOfRange(units + (divide ? " / " : " * ") + factor, type);
    }
    // Exact while the factor is a whole number.
    boolean whole = !divide && factor == Math.rint(factor) && Math.abs(factor) < 0x1p53;
    return whole ? units * (long) factor : (long) result;
  }
}
