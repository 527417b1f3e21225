package io.thalweg.exec.kernel.select;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BooleanColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.Layout;
import io.thalweg.exec.kernel.Storage;
import org.jspecify.annotations.Nullable;

/// One of two values per row, by a bitmap.
public final class Blend {
  private Blend() {}

  /// Whether [#of] knows the layout.
  public static boolean isPossible(Layout layout) {
    return switch (layout) {
      case BOOLEAN, INT, LONG, DOUBLE, INT128 -> true;
      case BYTES, ARRAY, ROW, NONE -> false;
    };
  }

  /// `yes` where the bit is set, otherwise `no`.
  public static FlatColumn of(long[] choice, Column yes, Column no, int rows) {
    FlatColumn a = flat(yes);
    FlatColumn b = flat(no);
    // A constant stays one row, which is read again and again.
    int aStep = yes instanceof ConstantColumn ? 0 : 1;
    int bStep = no instanceof ConstantColumn ? 0 : 1;
    long[] validity = validity(choice, yes, no, rows);
    return switch (a) {
      case BooleanColumn _ ->
          new BooleanColumn(
              rows,
              bits(choice, Storage.bits(yes.flatten()), Storage.bits(no.flatten()), rows),
              validity);
      case IntColumn ints -> {
        int[] result = new int[rows];
        ints(choice, ints.values(), aStep, Storage.ints(b), bStep, result);
        yield new IntColumn(rows, result, validity);
      }
      case LongColumn longs ->
          new LongColumn(
              rows, longs(choice, longs.values(), aStep, Storage.longs(b), bStep, rows), validity);
      case DoubleColumn doubles -> {
        double[] result = new double[rows];
        doubles(choice, doubles.values(), aStep, Storage.doubles(b), bStep, result);
        yield new DoubleColumn(rows, result, validity);
      }
      case Int128Column wide -> {
        Int128Column other = Storage.wide(b);
        yield new Int128Column(
            rows,
            longs(choice, wide.high(), aStep, other.high(), bStep, rows),
            longs(choice, wide.low(), aStep, other.low(), bStep, rows),
            validity);
      }
      default -> throw new IllegalArgumentException(a.layout().name());
    };
  }

  private static FlatColumn flat(Column column) {
    return column instanceof ConstantColumn constant ? constant.value() : column.flatten();
  }

  private static long @Nullable [] validity(long[] choice, Column yes, Column no, int rows) {
    return yes.mayHaveNulls() || no.mayHaveNulls()
        ? bits(choice, present(yes, rows), present(no, rows), rows)
        : null;
  }

  private static long[] present(Column column, int rows) {
    if (column instanceof ConstantColumn constant) {
      return constant.isNull(0) ? new long[Bits.words(rows)] : Bits.allSet(rows);
    }
    long[] validity = column.flatten().validity();
    return validity == null ? Bits.allSet(rows) : validity;
  }

  private static long[] bits(long[] choice, long[] a, long[] b, int rows) {
    long[] result = new long[Bits.words(rows)];
    for (int i = 0; i < result.length; i++) {
      result[i] = (a[i] & choice[i]) | (b[i] & ~choice[i]);
    }
    return result;
  }

  private static void ints(long[] choice, int[] a, int aStep, int[] b, int bStep, int[] result) {
    for (int i = 0; i < result.length; i++) {
      int mask = (int) -(choice[i >> 6] >>> i & 1);
      result[i] = (a[i * aStep] & mask) | (b[i * bStep] & ~mask);
    }
  }

  private static long[] longs(long[] choice, long[] a, int aStep, long[] b, int bStep, int rows) {
    long[] result = new long[rows];
    for (int i = 0; i < rows; i++) {
      long mask = -(choice[i >> 6] >>> i & 1);
      result[i] = (a[i * aStep] & mask) | (b[i * bStep] & ~mask);
    }
    return result;
  }

  private static void doubles(
      long[] choice, double[] a, int aStep, double[] b, int bStep, double[] result) {
    for (int i = 0; i < result.length; i++) {
      result[i] = (choice[i >> 6] >>> i & 1) != 0 ? a[i * aStep] : b[i * bStep];
    }
  }
}
