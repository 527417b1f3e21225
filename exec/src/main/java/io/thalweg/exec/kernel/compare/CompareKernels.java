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
    return switch (function) {
      case "eq" -> kernel(equal(type), false, false);
      case "ne" -> kernel(equal(type), false, true);
      case "lt" -> kernel(less(type), false, false);
      case "ge" -> kernel(less(type), false, true);
      case "gt" -> kernel(less(type), true, false);
      case "le" -> kernel(less(type), true, true);
      default -> throw new IllegalArgumentException(function);
    };
  }

  private static Kernel kernel(Loop loop, boolean swap, boolean invert) {
    int left = swap ? 1 : 0;
    return (arguments, rows) -> {
      long[] bits = loop.test(arguments[left], arguments[1 - left], rows);
      if (invert) {
        invert(bits);
      }
      return new BooleanColumn(rows, bits, Nulls.strict(arguments, rows));
    };
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
      case INT -> IntCompare::equal;
      case LONG -> LongCompare::equal;
      case DOUBLE -> DoubleCompare::equal;
      case BYTES -> BytesCompare::equal;
      case INT128 -> WideCompare::equal;
      case ARRAY, ROW -> nested(type, true);
      case NONE -> throw untyped();
    };
  }

  private static Loop less(DataType type) {
    return switch (type.layout()) {
      case BOOLEAN -> BooleanCompare::less;
      case INT -> IntCompare::less;
      case LONG -> LongCompare::less;
      case DOUBLE -> DoubleCompare::less;
      case BYTES -> BytesCompare::less;
      case INT128 -> WideCompare::less;
      case ARRAY, ROW -> nested(type, false);
      case NONE -> throw untyped();
    };
  }

  private static Loop nested(DataType type, boolean equal) {
    ValueOrder order = ValueOrder.of(type);
    return (left, right, rows) -> {
      long[] bits = new long[Bits.words(rows)];
      for (int i = 0; i < rows; i++) {
        if (!left.isNull(i) && !right.isNull(i)) {
          int compared = order.compare(left, i, right, i);
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
