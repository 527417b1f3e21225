package io.thalweg.exec.kernel.arithmetic;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;

/// Arithmetic on DOUBLE, and on REAL rounded to `float` after each operation.
///
/// A finite operation that gives infinity is out of range, and so is division by zero, as in
/// PostgreSQL.
final class DoubleArithmetic {
  private final SimpleType type;

  DoubleArithmetic(SimpleType type) {
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
    double[] a = Storage.doubles(arguments[0]);
    double[] b = Storage.doubles(arguments[1]);
    double[] result = new double[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = a[i] + b[i];
    }
    return checked(arguments, result, '+', rows);
  }

  private FlatColumn subtract(FlatColumn[] arguments, int rows) {
    double[] a = Storage.doubles(arguments[0]);
    double[] b = Storage.doubles(arguments[1]);
    double[] result = new double[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = a[i] - b[i];
    }
    return checked(arguments, result, '-', rows);
  }

  private FlatColumn multiply(FlatColumn[] arguments, int rows) {
    double[] a = Storage.doubles(arguments[0]);
    double[] b = Storage.doubles(arguments[1]);
    double[] result = new double[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = a[i] * b[i];
    }
    return checked(arguments, result, '*', rows);
  }

  private FlatColumn divide(FlatColumn[] arguments, int rows) {
    double[] a = Storage.doubles(arguments[0]);
    double[] b = Storage.doubles(arguments[1]);
    double[] result = new double[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = a[i] / b[i];
    }
    return checked(arguments, result, '/', rows);
  }

  private FlatColumn mod(FlatColumn[] arguments, int rows) {
    double[] a = Storage.doubles(arguments[0]);
    double[] b = Storage.doubles(arguments[1]);
    double[] result = new double[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = a[i] % b[i];
    }
    return checked(arguments, result, '%', rows);
  }

  private FlatColumn checked(FlatColumn[] arguments, double[] result, char operator, int rows) {
    if (type == SimpleType.REAL) {
      for (int i = 0; i < rows; i++) {
        result[i] = (float) result[i];
      }
    }
    boolean suspicious = false;
    for (int i = 0; i < rows; i++) {
      suspicious |= !(Math.abs(result[i]) <= Double.MAX_VALUE);
    }
    long[] validity = Nulls.strict(arguments, rows);
    if (suspicious) {
      double[] a = Storage.doubles(arguments[0]);
      double[] b = Storage.doubles(arguments[1]);
      for (int i = 0; i < rows; i++) {
        if (Bits.isValid(validity, i)) {
          check(a[i], b[i], result[i], operator);
        }
      }
    }
    return new DoubleColumn(rows, result, validity);
  }

  private void check(double a, double b, double result, char operator) {
    if (b == 0 && !Double.isNaN(a) && (operator == '/' || operator == '%')) {
      throw Failure.divisionByZero(a + " " + operator + " 0");
    }
    if (Double.isInfinite(result) && Double.isFinite(a) && Double.isFinite(b)) {
      throw Failure.outOfRange(a + " " + operator + " " + b, type);
    }
  }

  static FlatColumn negate(FlatColumn[] arguments, int rows) {
    double[] a = Storage.doubles(arguments[0]);
    double[] result = new double[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = -a[i];
    }
    return new DoubleColumn(rows, result, arguments[0].validity());
  }

  static FlatColumn abs(FlatColumn[] arguments, int rows) {
    double[] a = Storage.doubles(arguments[0]);
    double[] result = new double[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = Math.abs(a[i]);
    }
    return new DoubleColumn(rows, result, arguments[0].validity());
  }
}
