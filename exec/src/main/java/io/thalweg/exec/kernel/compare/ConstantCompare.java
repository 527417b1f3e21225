package io.thalweg.exec.kernel.compare;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Storage;
import io.thalweg.exec.kernel.VectorModule;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Comparisons with a constant: kernels of one argument.
final class ConstantCompare {
  private ConstantCompare() {}

  /// Null when the layout, or this constant, has no kernel of its own.
  ///
  /// @param value one row that is not NULL
  static @Nullable Kernel of(Comparison comparison, FlatColumn value) {
    return switch (value) {
      case IntColumn column -> ints(comparison, column.values()[0]);
      case LongColumn column -> longs(comparison, column.values()[0]);
      case DoubleColumn column ->
          Double.isNaN(column.values()[0]) ? null : doubles(comparison, column.values()[0]);
      case BytesColumn column -> bytes(comparison, column);
      default -> null;
    };
  }

  private static FlatColumn result(long[] bits, boolean inverted, FlatColumn argument, int rows) {
    if (inverted) {
      for (int i = 0; i < bits.length; i++) {
        bits[i] = ~bits[i];
      }
    }
    return new BooleanColumn(rows, bits, argument.validity());
  }

  /// a > c is not a <= c, and a >= c is not a < c.
  private static boolean isInverted(Comparison comparison) {
    return comparison == Comparison.NE
        || comparison == Comparison.GT
        || comparison == Comparison.GE;
  }

  private static Kernel ints(Comparison comparison, int constant) {
    boolean inverted = isInverted(comparison);
    return (arguments, rows) -> {
      int[] values = Storage.ints(arguments[0]);
      long[] bits =
          switch (comparison) {
            case EQ, NE -> equal(values, constant, rows);
            case LT, GE -> less(values, constant, rows);
            case LE, GT -> lessOrEqual(values, constant, rows);
          };
      return result(bits, inverted, arguments[0], rows);
    };
  }

  private static Kernel longs(Comparison comparison, long constant) {
    boolean inverted = isInverted(comparison);
    return (arguments, rows) -> {
      long[] values = Storage.longs(arguments[0]);
      long[] bits =
          switch (comparison) {
            case EQ, NE -> equal(values, constant, rows);
            case LT, GE -> less(values, constant, rows);
            case LE, GT -> lessOrEqual(values, constant, rows);
          };
      return result(bits, inverted, arguments[0], rows);
    };
  }

  private static Kernel doubles(Comparison comparison, double constant) {
    boolean inverted = isInverted(comparison);
    return (arguments, rows) -> {
      double[] values = Storage.doubles(arguments[0]);
      long[] bits =
          switch (comparison) {
            case EQ, NE -> equal(values, constant, rows);
            case LT, GE -> less(values, constant, rows);
            case LE, GT -> lessOrEqual(values, constant, rows);
          };
      return result(bits, inverted, arguments[0], rows);
    };
  }

  private static long[] equal(int[] values, int constant, int rows) {
    if (VectorModule.isUsed()) {
      return IntVectors.equal(values, constant, rows);
    }
    long[] bits = new long[Bits.words(rows)];
    IntCompare.equal(values, constant, 0, rows, bits);
    return bits;
  }

  private static long[] less(int[] values, int constant, int rows) {
    if (VectorModule.isUsed()) {
      return IntVectors.less(values, constant, rows);
    }
    long[] bits = new long[Bits.words(rows)];
    IntCompare.less(values, constant, 0, rows, bits);
    return bits;
  }

  private static long[] lessOrEqual(int[] values, int constant, int rows) {
    if (VectorModule.isUsed()) {
      return IntVectors.lessOrEqual(values, constant, rows);
    }
    long[] bits = new long[Bits.words(rows)];
    IntCompare.lessOrEqual(values, constant, 0, rows, bits);
    return bits;
  }

  private static long[] equal(long[] values, long constant, int rows) {
    if (VectorModule.isUsed()) {
      return LongVectors.equal(values, constant, rows);
    }
    long[] bits = new long[Bits.words(rows)];
    LongCompare.equal(values, constant, 0, rows, bits);
    return bits;
  }

  private static long[] less(long[] values, long constant, int rows) {
    if (VectorModule.isUsed()) {
      return LongVectors.less(values, constant, rows);
    }
    long[] bits = new long[Bits.words(rows)];
    LongCompare.less(values, constant, 0, rows, bits);
    return bits;
  }

  private static long[] lessOrEqual(long[] values, long constant, int rows) {
    if (VectorModule.isUsed()) {
      return LongVectors.lessOrEqual(values, constant, rows);
    }
    long[] bits = new long[Bits.words(rows)];
    LongCompare.lessOrEqual(values, constant, 0, rows, bits);
    return bits;
  }

  private static long[] equal(double[] values, double constant, int rows) {
    if (VectorModule.isUsed()) {
      return DoubleVectors.equal(values, constant, rows);
    }
    long[] bits = new long[Bits.words(rows)];
    DoubleCompare.equal(values, constant, 0, rows, bits);
    return bits;
  }

  private static long[] less(double[] values, double constant, int rows) {
    if (VectorModule.isUsed()) {
      return DoubleVectors.less(values, constant, rows);
    }
    long[] bits = new long[Bits.words(rows)];
    DoubleCompare.less(values, constant, 0, rows, bits);
    return bits;
  }

  private static long[] lessOrEqual(double[] values, double constant, int rows) {
    if (VectorModule.isUsed()) {
      return DoubleVectors.lessOrEqual(values, constant, rows);
    }
    long[] bits = new long[Bits.words(rows)];
    DoubleCompare.lessOrEqual(values, constant, 0, rows, bits);
    return bits;
  }

  private static Kernel bytes(Comparison comparison, BytesColumn value) {
    byte[] constant = Arrays.copyOfRange(value.bytes(), value.offsets()[0], value.offsets()[1]);
    boolean inverted = isInverted(comparison);
    if (comparison.isEquality()) {
      BytesTest test = new BytesTest(constant);
      return (arguments, rows) ->
          result(test.equal(Storage.bytes(arguments[0]), rows), inverted, arguments[0], rows);
    }
    // a < c where the result of compareUnsigned is below 0, a <= c where it is below 1.
    int bound = comparison == Comparison.LT || comparison == Comparison.GE ? 0 : 1;
    return (arguments, rows) -> {
      BytesColumn text = Storage.bytes(arguments[0]);
      byte[] bytes = text.bytes();
      int[] at = text.offsets();
      long[] bits = new long[Bits.words(rows)];
      for (int i = 0; i < rows; i++) {
        int compared =
            Arrays.compareUnsigned(bytes, at[i], at[i + 1], constant, 0, constant.length);
        bits[i >> 6] |= (compared < bound ? 1L : 0L) << i;
      }
      return result(bits, inverted, text, rows);
    };
  }
}
