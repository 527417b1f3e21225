package io.thalweg.exec.kernel.arithmetic;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;
import io.thalweg.exec.kernel.VectorModule;
import org.jspecify.annotations.Nullable;

/// Checked arithmetic on TINYINT, SMALLINT and INTEGER.
///
/// Loops compute without branches and gather overflow in one flag per batch; only when it is set
/// are the rows looked at again, and NULL rows are forgiven.
final class IntArithmetic {
  private final SimpleType type;
  private final int min;
  private final int max;

  IntArithmetic(SimpleType type) {
    this.type = type;
    this.min =
        switch (type) {
          case TINYINT -> Byte.MIN_VALUE;
          case SMALLINT -> Short.MIN_VALUE;
          default -> Integer.MIN_VALUE;
        };
    this.max = -(min + 1);
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
    int[] a = Storage.ints(arguments[0]);
    int[] b = Storage.ints(arguments[1]);
    int[] result = new int[rows];
    int overflow =
        VectorModule.isUsed()
            ? ArithmeticVectors.add(a, b, result, rows)
            : add(a, b, result, 0, rows);
    return checked(arguments, result, overflow, '+', rows);
  }

  /// Negative when a sum left the range.
  static int add(int[] a, int[] b, int[] sums, int from, int rows) {
    int overflow = 0;
    for (int i = from; i < rows; i++) {
      int sum = a[i] + b[i];
      overflow |= (a[i] ^ sum) & (b[i] ^ sum);
      sums[i] = sum;
    }
    return overflow;
  }

  private FlatColumn subtract(FlatColumn[] arguments, int rows) {
    int[] a = Storage.ints(arguments[0]);
    int[] b = Storage.ints(arguments[1]);
    int[] result = new int[rows];
    int overflow =
        VectorModule.isUsed()
            ? ArithmeticVectors.subtract(a, b, result, rows)
            : subtract(a, b, result, 0, rows);
    return checked(arguments, result, overflow, '-', rows);
  }

  /// Negative when a difference left the range.
  static int subtract(int[] a, int[] b, int[] differences, int from, int rows) {
    int overflow = 0;
    for (int i = from; i < rows; i++) {
      int difference = a[i] - b[i];
      overflow |= (a[i] ^ b[i]) & (a[i] ^ difference);
      differences[i] = difference;
    }
    return overflow;
  }

  private FlatColumn multiply(FlatColumn[] arguments, int rows) {
    int[] a = Storage.ints(arguments[0]);
    int[] b = Storage.ints(arguments[1]);
    int[] result = new int[rows];
    long overflow = 0;
    for (int i = 0; i < rows; i++) {
      long product = (long) a[i] * b[i];
      int low = (int) product;
      overflow |= product ^ low;
      result[i] = low;
    }
    return checked(arguments, result, overflow == 0 ? 0 : -1, '*', rows);
  }

  private FlatColumn divide(FlatColumn[] arguments, int rows) {
    int[] a = Storage.ints(arguments[0]);
    int[] b = Storage.ints(arguments[1]);
    int[] result = new int[rows];
    boolean suspicious = false;
    for (int i = 0; i < rows; i++) {
      int divisor = b[i];
      suspicious |= divisor + 1 >>> 1 == 0;
      result[i] = a[i] / (divisor == 0 ? 1 : divisor);
    }
    return checked(arguments, result, suspicious ? -1 : 0, '/', rows);
  }

  private FlatColumn mod(FlatColumn[] arguments, int rows) {
    int[] a = Storage.ints(arguments[0]);
    int[] b = Storage.ints(arguments[1]);
    int[] result = new int[rows];
    boolean zero = false;
    for (int i = 0; i < rows; i++) {
      int divisor = b[i];
      zero |= divisor == 0;
      result[i] = a[i] % (divisor == 0 ? 1 : divisor);
    }
    return checked(arguments, result, zero ? -1 : 0, '%', rows);
  }

  /// @param overflow negative when a row may be wrong
  private FlatColumn checked(
      FlatColumn[] arguments, int[] result, int overflow, char operator, int rows) {
    long[] validity = Nulls.strict(arguments, rows);
    if (overflow < 0 || (min > Integer.MIN_VALUE && outside(result, rows))) {
      findOverflow(arguments, validity, operator, rows);
    }
    return new IntColumn(rows, result, validity);
  }

  private boolean outside(int[] values, int rows) {
    int overflow = 0;
    for (int i = 0; i < rows; i++) {
      overflow |= (values[i] - min) | (max - values[i]);
    }
    return overflow < 0;
  }

  private void findOverflow(
      FlatColumn[] arguments, long @Nullable [] validity, char operator, int rows) {
    int[] a = Storage.ints(arguments[0]);
    int[] b = Storage.ints(arguments[1]);
    for (int i = 0; i < rows; i++) {
      if (Bits.isValid(validity, i)) {
        long exact = exact(a[i], b[i], operator);
        if (exact < min || exact > max) {
          throw Failure.outOfRange(a[i] + " " + operator + " " + b[i], type);
        }
      }
    }
  }

  private static long exact(long a, long b, char operator) {
    if (b == 0 && (operator == '/' || operator == '%')) {
      throw Failure.divisionByZero(a + " " + operator + " 0");
    }
    return switch (operator) {
      case '+' -> a + b;
      case '-' -> a - b;
      case '*' -> a * b;
      case '/' -> a / b;
      default -> a % b;
    };
  }

  FlatColumn negate(FlatColumn[] arguments, int rows) {
    int[] a = Storage.ints(arguments[0]);
    int[] result = new int[rows];
    boolean smallest = false;
    for (int i = 0; i < rows; i++) {
      smallest |= a[i] == min;
      result[i] = -a[i];
    }
    if (smallest) {
      rejectSmallest(arguments[0], "-(" + min + ")", rows);
    }
    return new IntColumn(rows, result, arguments[0].validity());
  }

  FlatColumn abs(FlatColumn[] arguments, int rows) {
    int[] a = Storage.ints(arguments[0]);
    int[] result = new int[rows];
    boolean smallest = false;
    for (int i = 0; i < rows; i++) {
      smallest |= a[i] == min;
      result[i] = Math.abs(a[i]);
    }
    if (smallest) {
      rejectSmallest(arguments[0], "abs(" + min + ")", rows);
    }
    return new IntColumn(rows, result, arguments[0].validity());
  }

  private void rejectSmallest(FlatColumn argument, String what, int rows) {
    int[] values = Storage.ints(argument);
    for (int i = 0; i < rows; i++) {
      if (values[i] == min && !argument.isNull(i)) {
        throw Failure.outOfRange(what, type);
      }
    }
  }
}
