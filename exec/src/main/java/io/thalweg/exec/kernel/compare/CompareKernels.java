package io.thalweg.exec.kernel.compare;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Layout;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;
import io.thalweg.exec.kernel.VectorModule;
import org.jspecify.annotations.Nullable;

/// The six comparisons out of two loops per layout, `=` and `<`, by swapping operands and inverting
/// bitmaps: every layout is totally ordered (NaN equals itself and is the largest).
public final class CompareKernels {
  private CompareKernels() {}

  /// Writes a bitmap of `rows` bits.
  interface Loop {
    long[] test(FlatColumn left, FlatColumn right, int rows);
  }

  /// The kernel of `eq ne lt le gt ge` for operands of one type.
  public static Kernel of(String function, DataType type) {
    Comparison comparison = Comparison.of(function);
    Loop loop = comparison.isEquality() ? equal(type) : less(type);
    boolean inverted = comparison.isInverted();
    int left = comparison.isSwapped() ? 1 : 0;
    return (arguments, rows) -> {
      long[] bits = loop.test(arguments[left], arguments[1 - left], rows);
      if (inverted) {
        invert(bits);
      }
      return new BooleanColumn(rows, bits, Nulls.strict(arguments, rows));
    };
  }

  /// The kernel of the same functions for a constant second operand: it takes only the first. Null
  /// when there is none for this constant.
  ///
  /// @param value one row that is not NULL
  public static @Nullable Kernel ofConstant(String function, FlatColumn value) {
    return ConstantCompare.of(Comparison.of(function), value);
  }

  /// `is_distinct_from`: never NULL.
  public static Kernel distinct(DataType type, boolean negated) {
    Loop equal = equal(type);
    return (arguments, rows) -> {
      long[] left = present(arguments[0], rows);
      long[] right = present(arguments[1], rows);
      long[] bits = equal.test(arguments[0], arguments[1], rows);
      for (int i = 0; i < bits.length; i++) {
        long same = (bits[i] & left[i] & right[i]) | (~left[i] & ~right[i]);
        bits[i] = negated ? same : ~same;
      }
      return new BooleanColumn(rows, bits, null);
    };
  }

  private static long[] present(FlatColumn column, int rows) {
    long[] validity = column.validity();
    return validity == null ? Bits.allSet(rows) : validity;
  }

  private static void invert(long[] bits) {
    for (int i = 0; i < bits.length; i++) {
      bits[i] = ~bits[i];
    }
  }

  private static Loop equal(DataType type) {
    return switch (type.layout()) {
      case BOOLEAN -> BooleanCompare::equal;
      case INT -> CompareKernels::equalInts;
      case LONG -> CompareKernels::equalLongs;
      case DOUBLE -> CompareKernels::equalDoubles;
      case BYTES -> BytesCompare::equal;
      case INT128 -> WideCompare::equal;
      case ARRAY, ROW -> nested(true);
      case NONE -> throw untyped();
    };
  }

  private static Loop less(DataType type) {
    return switch (type.layout()) {
      case BOOLEAN -> BooleanCompare::less;
      case INT -> CompareKernels::lessInts;
      case LONG -> CompareKernels::lessLongs;
      case DOUBLE -> CompareKernels::lessDoubles;
      case BYTES -> BytesCompare::less;
      case INT128 -> WideCompare::less;
      case ARRAY, ROW -> nested(false);
      case NONE -> throw untyped();
    };
  }

  private static long[] equalInts(FlatColumn left, FlatColumn right, int rows) {
    int[] a = Storage.ints(left);
    int[] b = Storage.ints(right);
    if (VectorModule.isUsed()) {
      return IntVectors.equal(a, b, rows);
    }
    long[] bits = new long[Bits.words(rows)];
    IntCompare.equal(a, b, 0, rows, bits);
    return bits;
  }

  private static long[] equalLongs(FlatColumn left, FlatColumn right, int rows) {
    long[] a = Storage.longs(left);
    long[] b = Storage.longs(right);
    if (VectorModule.isUsed()) {
      return LongVectors.equal(a, b, rows);
    }
    long[] bits = new long[Bits.words(rows)];
    LongCompare.equal(a, b, 0, rows, bits);
    return bits;
  }

  private static long[] equalDoubles(FlatColumn left, FlatColumn right, int rows) {
    double[] a = Storage.doubles(left);
    double[] b = Storage.doubles(right);
    if (VectorModule.isUsed()) {
      return DoubleVectors.equal(a, b, rows);
    }
    long[] bits = new long[Bits.words(rows)];
    DoubleCompare.equal(a, b, 0, rows, bits);
    return bits;
  }

  private static long[] lessInts(FlatColumn left, FlatColumn right, int rows) {
    int[] a = Storage.ints(left);
    int[] b = Storage.ints(right);
    if (VectorModule.isUsed()) {
      return IntVectors.less(a, b, rows);
    }
    long[] bits = new long[Bits.words(rows)];
    IntCompare.less(a, b, 0, rows, bits);
    return bits;
  }

  private static long[] lessLongs(FlatColumn left, FlatColumn right, int rows) {
    long[] a = Storage.longs(left);
    long[] b = Storage.longs(right);
    if (VectorModule.isUsed()) {
      return LongVectors.less(a, b, rows);
    }
    long[] bits = new long[Bits.words(rows)];
    LongCompare.less(a, b, 0, rows, bits);
    return bits;
  }

  private static long[] lessDoubles(FlatColumn left, FlatColumn right, int rows) {
    double[] a = Storage.doubles(left);
    double[] b = Storage.doubles(right);
    if (VectorModule.isUsed()) {
      return DoubleVectors.less(a, b, rows);
    }
    long[] bits = new long[Bits.words(rows)];
    DoubleCompare.less(a, b, 0, rows, bits);
    return bits;
  }

  private static Loop nested(boolean equal) {
    return (left, right, rows) -> {
      long[] bits = new long[Bits.words(rows)];
      for (int i = 0; i < rows; i++) {
        if (!left.isNull(i) && !right.isNull(i)) {
          int compared = ValueOrder.compare(left, i, right, i);
          if (equal ? compared == 0 : compared < 0) {
            Bits.set(bits, i);
          }
        }
      }
      return bits;
    };
  }

  private static ThalwegException untyped() {
    return new ThalwegException(
        ErrorCode.TYPE_MISMATCH, "values of type NULL do not compare; cast them to " + Layout.INT);
  }
}
