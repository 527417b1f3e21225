package io.thalweg.exec.kernel.arithmetic;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;
import io.thalweg.exec.kernel.VectorModule;
import org.jspecify.annotations.Nullable;

/// Checked arithmetic on BIGINT and on intervals. Overflow as in [IntArithmetic].
final class LongArithmetic {
  private final DataType type;

  LongArithmetic(DataType type) {
    this.type = type;
  }

  Kernel kernel(char operator) {
    return switch (operator) {
      case '+' -> this::add;
      case '-' -> this::subtract;
      case '*' -> this::multiply;
      case '/' -> this::divide;
      case '%' -> this::mod;
      default -> throw new IllegalArgumentException(String.valueOf(operator));
    };
  }

  private FlatColumn add(FlatColumn[] arguments, int rows) {
    long[] a = Storage.longs(arguments[0]);
    long[] b = Storage.longs(arguments[1]);
    long[] result = new long[rows];
    long overflow =
        VectorModule.isUsed()
            ? ArithmeticVectors.add(a, b, result, rows)
            : add(a, b, result, 0, rows);
    return checked(arguments, result, overflow < 0, '+', rows);
  }

  /// Negative when a sum left the range.
  static long add(long[] a, long[] b, long[] sums, int from, int rows) {
    long overflow = 0;
    for (int i = from; i < rows; i++) {
      long sum = a[i] + b[i];
      overflow |= (a[i] ^ sum) & (b[i] ^ sum);
      sums[i] = sum;
    }
    return overflow;
  }

  private FlatColumn subtract(FlatColumn[] arguments, int rows) {
    long[] a = Storage.longs(arguments[0]);
    long[] b = Storage.longs(arguments[1]);
    long[] result = new long[rows];
    long overflow =
        VectorModule.isUsed()
            ? ArithmeticVectors.subtract(a, b, result, rows)
            : subtract(a, b, result, 0, rows);
    return checked(arguments, result, overflow < 0, '-', rows);
  }

  /// Negative when a difference left the range.
  static long subtract(long[] a, long[] b, long[] differences, int from, int rows) {
    long overflow = 0;
    for (int i = from; i < rows; i++) {
      long difference = a[i] - b[i];
      overflow |= (a[i] ^ b[i]) & (a[i] ^ difference);
      differences[i] = difference;
    }
    return overflow;
  }

  private FlatColumn multiply(FlatColumn[] arguments, int rows) {
    long[] a = Storage.longs(arguments[0]);
    long[] b = Storage.longs(arguments[1]);
    long[] result = new long[rows];
    if (Magnitudes.bits(a, rows) + Magnitudes.bits(b, rows) < Long.SIZE) {
      for (int i = 0; i < rows; i++) {
        result[i] = a[i] * b[i];
      }
      return checked(arguments, result, false, '*', rows);
    }
    long overflow = 0;
    for (int i = 0; i < rows; i++) {
      long low = a[i] * b[i];
      overflow |= Math.multiplyHigh(a[i], b[i]) ^ (low >> 63);
      result[i] = low;
    }
    return checked(arguments, result, overflow != 0, '*', rows);
  }

  private FlatColumn divide(FlatColumn[] arguments, int rows) {
    long[] a = Storage.longs(arguments[0]);
    long[] b = Storage.longs(arguments[1]);
    long[] result = new long[rows];
    boolean suspicious = false;
    for (int i = 0; i < rows; i++) {
      long divisor = b[i];
      suspicious |= divisor + 1 >>> 1 == 0;
      result[i] = a[i] / (divisor == 0 ? 1 : divisor);
    }
    return checked(arguments, result, suspicious, '/', rows);
  }

  private FlatColumn mod(FlatColumn[] arguments, int rows) {
    long[] a = Storage.longs(arguments[0]);
    long[] b = Storage.longs(arguments[1]);
    long[] result = new long[rows];
    boolean zero = false;
    for (int i = 0; i < rows; i++) {
      long divisor = b[i];
      zero |= divisor == 0;
      result[i] = a[i] % (divisor == 0 ? 1 : divisor);
    }
    return checked(arguments, result, zero, '%', rows);
  }

  private FlatColumn checked(
      FlatColumn[] arguments, long[] result, boolean suspicious, char operator, int rows) {
    long[] validity = Nulls.strict(arguments, rows);
    if (suspicious) {
      find(arguments, validity, operator, rows);
    }
    return new LongColumn(rows, result, validity);
  }

  private void find(FlatColumn[] arguments, long @Nullable [] validity, char operator, int rows) {
    long[] a = Storage.longs(arguments[0]);
    long[] b = Storage.longs(arguments[1]);
    for (int i = 0; i < rows; i++) {
      if (Bits.isValid(validity, i)) {
        check(a[i], b[i], operator);
      }
    }
  }

  private void check(long a, long b, char operator) {
    if (b == 0 && (operator == '/' || operator == '%')) {
      throw Failure.divisionByZero(a + " " + operator + " 0");
    }
    try {
      switch (operator) {
        case '+' -> Math.addExact(a, b);
        case '-' -> Math.subtractExact(a, b);
        case '*' -> Math.multiplyExact(a, b);
        case '/' -> Math.divideExact(a, b);
        default -> {
          // A remainder always fits.
        }
      }
    } catch (ArithmeticException e) {
      throw Failure.outOfRange(a + " " + operator + " " + b, type);
    }
  }

  FlatColumn negate(FlatColumn[] arguments, int rows) {
    long[] a = Storage.longs(arguments[0]);
    long[] result = new long[rows];
    boolean smallest = false;
    for (int i = 0; i < rows; i++) {
      smallest |= a[i] == Long.MIN_VALUE;
      result[i] = -a[i];
    }
    return signed(arguments[0], result, smallest, "-", rows);
  }

  FlatColumn abs(FlatColumn[] arguments, int rows) {
    long[] a = Storage.longs(arguments[0]);
    long[] result = new long[rows];
    boolean smallest = false;
    for (int i = 0; i < rows; i++) {
      smallest |= a[i] == Long.MIN_VALUE;
      result[i] = Math.abs(a[i]);
    }
    return signed(arguments[0], result, smallest, "abs", rows);
  }

  private FlatColumn signed(
      FlatColumn argument, long[] result, boolean smallest, String function, int rows) {
    if (smallest) {
      long[] values = Storage.longs(argument);
      for (int i = 0; i < rows; i++) {
        if (values[i] == Long.MIN_VALUE && !argument.isNull(i)) {
          throw Failure.outOfRange(function + "(" + Long.MIN_VALUE + ")", type);
        }
      }
    }
    return new LongColumn(rows, result, argument.validity());
  }
}
