package io.thalweg.exec.kernel.number;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.Nulls;
import io.thalweg.exec.kernel.Storage;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// Roots, powers, logarithms and angles. What has no finite real result is an error, as in
/// PostgreSQL.
public final class DoubleFunctions {
  private DoubleFunctions() {}

  /// The kernel of a function of one argument.
  public static Kernel unary(String function) {
    DoubleUnaryOperator operator =
        switch (function) {
          case "sqrt" -> x -> Math.sqrt(domain(x >= 0 || Double.isNaN(x), function, x));
          case "cbrt" -> Math::cbrt;
          case "exp" -> Math::exp;
          case "ln" -> x -> Math.log(positive(function, x));
          case "log", "log10" -> x -> Math.log10(positive(function, x));
          case "log2" -> DoubleFunctions::log2;
          case "sin" -> x -> Math.sin(finite(function, x));
          case "cos" -> x -> Math.cos(finite(function, x));
          case "tan" -> x -> Math.tan(finite(function, x));
          case "cot" -> x -> 1 / Math.tan(finite(function, x));
          case "asin" -> x -> Math.asin(domain(!(Math.abs(x) > 1), function, x));
          case "acos" -> x -> Math.acos(domain(!(Math.abs(x) > 1), function, x));
          case "atan" -> Math::atan;
          case "sinh" -> Math::sinh;
          case "cosh" -> Math::cosh;
          case "tanh" -> Math::tanh;
          case "degrees" -> Math::toDegrees;
          case "radians" -> Math::toRadians;
          case "sign" -> Math::signum;
          default -> throw new IllegalArgumentException(function);
        };
    boolean infinite = function.equals("cot");
    return (arguments, rows) -> {
      double[] values = Storage.doubles(arguments[0]);
      long[] validity = arguments[0].validity();
      double[] result = new double[rows];
      for (int i = 0; i < rows; i++) {
        if (Bits.isValid(validity, i)) {
          double value = operator.applyAsDouble(values[i]);
          result[i] = value;
          if (Double.isInfinite(value) && Double.isFinite(values[i]) && !infinite) {
            throw Failure.outOfRange(function + "(" + values[i] + ")", SimpleType.DOUBLE);
          }
        }
      }
      return new DoubleColumn(rows, result, validity);
    };
  }

  /// The kernel of a function of two arguments.
  public static Kernel binary(String function) {
    DoubleBinaryOperator operator =
        switch (function) {
          case "power" -> DoubleFunctions::power;
          case "atan2" -> Math::atan2;
          case "log" -> DoubleFunctions::logarithm;
          default -> throw new IllegalArgumentException(function);
        };
    return (arguments, rows) -> {
      double[] a = Storage.doubles(arguments[0]);
      double[] b = Storage.doubles(arguments[1]);
      long[] validity = Nulls.strict(arguments, rows);
      double[] result = new double[rows];
      for (int i = 0; i < rows; i++) {
        if (Bits.isValid(validity, i)) {
          double value = operator.applyAsDouble(a[i], b[i]);
          result[i] = value;
          if (Double.isInfinite(value) && Double.isFinite(a[i]) && Double.isFinite(b[i])) {
            throw Failure.outOfRange(function + "(" + a[i] + ", " + b[i] + ")", SimpleType.DOUBLE);
          }
        }
      }
      return new DoubleColumn(rows, result, validity);
    };
  }

  /// Exact for powers of two.
  private static double log2(double x) {
    positive("log2", x);
    int exponent = Math.getExponent(x);
    return x == Math.scalb(1.0, exponent) ? exponent : Math.log(x) / Math.log(2);
  }

  private static double logarithm(double base, double x) {
    positive("log", base);
    positive("log", x);
    if (base == 1) {
      throw Failure.divisionByZero("a logarithm to base 1");
    }
    double result = Math.log(x) / Math.log(base);
    double rounded = Math.rint(result);
    // A logarithm that is whole shall be so exactly.
    return Math.pow(base, rounded) == x ? rounded : result;
  }

  private static double power(double x, double y) {
    if (x == 0 && y < 0) {
      throw Failure.argument("zero raised to the negative power " + y + " is undefined");
    }
    if (x < 0 && Double.isFinite(x) && Double.isFinite(y) && y != Math.rint(y)) {
      throw Failure.argument(
          x + " raised to the power " + y + " has no real value; the power must be whole");
    }
    // In SQL 1 to any power is 1, also to NaN.
    return x == 1 ? 1 : Math.pow(x, y);
  }

  private static double positive(String function, double x) {
    if (x <= 0) {
      throw Failure.argument(function + " of " + x + ": the argument must be above zero");
    }
    return x;
  }

  private static double finite(String function, double x) {
    return domain(!Double.isInfinite(x), function, x);
  }

  private static double domain(boolean inside, String function, double x) {
    if (!inside) {
      throw Failure.argument(function + "(" + x + ") has no real value");
    }
    return x;
  }
}
