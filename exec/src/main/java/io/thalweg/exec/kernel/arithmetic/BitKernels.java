package io.thalweg.exec.kernel.arithmetic;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Layout;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;

/// Bitwise operators of integers. Not hot: one loop per layout calls the operator.
public final class BitKernels {
  private BitKernels() {}

  /// The kernel of `bitand bitor bitxor shift_left shift_right`.
  public static Kernel of(String function, DataType type) {
    boolean shift = function.startsWith("shift");
    if (type.layout() == Layout.INT) {
      return shift ? shiftInts(function, type) : ints(intOperator(function));
    }
    return longs(longOperator(function));
  }

  private static IntBinaryOperator intOperator(String function) {
    return switch (function) {
      case "bitand" -> (a, b) -> a & b;
      case "bitor" -> (a, b) -> a | b;
      case "bitxor" -> (a, b) -> a ^ b;
      default -> throw new IllegalArgumentException(function);
    };
  }

  private static LongBinaryOperator longOperator(String function) {
    return switch (function) {
      case "bitand" -> (a, b) -> a & b;
      case "bitor" -> (a, b) -> a | b;
      case "bitxor" -> (a, b) -> a ^ b;
      case "shift_left" -> (a, b) -> b >= 0 ? shiftLeft(a, b) : shiftRight(a, -b);
      case "shift_right" -> (a, b) -> b >= 0 ? shiftRight(a, b) : shiftLeft(a, -b);
      default -> throw new IllegalArgumentException(function);
    };
  }

  /// Distances beyond 63 (and the negated smallest `long`) move everything out.
  private static long shiftLeft(long value, long by) {
    return by < 0 || by > 63 ? 0 : value << by;
  }

  private static long shiftRight(long value, long by) {
    return value >> (by < 0 || by > 63 ? 63 : by);
  }

  private static Kernel ints(IntBinaryOperator operator) {
    return (arguments, rows) -> {
      int[] a = Storage.ints(arguments[0]);
      int[] b = Storage.ints(arguments[1]);
      int[] result = new int[rows];
      for (int i = 0; i < rows; i++) {
        result[i] = operator.applyAsInt(a[i], b[i]);
      }
      return new IntColumn(rows, result, Nulls.strict(arguments, rows));
    };
  }

  private static Kernel shiftInts(String function, DataType type) {
    LongBinaryOperator operator = longOperator(function);
    int unused = type == SimpleType.TINYINT ? 24 : type == SimpleType.SMALLINT ? 16 : 0;
    return (arguments, rows) -> {
      int[] a = Storage.ints(arguments[0]);
      long[] b = Storage.longs(arguments[1]);
      int[] result = new int[rows];
      for (int i = 0; i < rows; i++) {
        result[i] = (int) operator.applyAsLong(a[i], b[i]) << unused >> unused;
      }
      return new IntColumn(rows, result, Nulls.strict(arguments, rows));
    };
  }

  private static Kernel longs(LongBinaryOperator operator) {
    return (arguments, rows) -> {
      long[] a = Storage.longs(arguments[0]);
      long[] b = Storage.longs(arguments[1]);
      long[] result = new long[rows];
      for (int i = 0; i < rows; i++) {
        result[i] = operator.applyAsLong(a[i], b[i]);
      }
      return new LongColumn(rows, result, Nulls.strict(arguments, rows));
    };
  }

  public static Kernel not(DataType type) {
    return type.layout() == Layout.INT ? BitKernels::notInts : BitKernels::notLongs;
  }

  private static FlatColumn notInts(FlatColumn[] arguments, int rows) {
    int[] a = Storage.ints(arguments[0]);
    int[] result = new int[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = ~a[i];
    }
    return new IntColumn(rows, result, arguments[0].validity());
  }

  private static FlatColumn notLongs(FlatColumn[] arguments, int rows) {
    long[] a = Storage.longs(arguments[0]);
    long[] result = new long[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = ~a[i];
    }
    return new LongColumn(rows, result, arguments[0].validity());
  }
}
