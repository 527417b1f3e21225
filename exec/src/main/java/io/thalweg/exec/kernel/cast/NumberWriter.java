package io.thalweg.exec.kernel.cast;

import io.thalweg.core.type.DecimalType;
import io.thalweg.exec.kernel.BytesBuilder;
import io.thalweg.exec.kernel.Storage;
import io.thalweg.exec.kernel.arithmetic.WideMath;
import java.math.BigDecimal;

/// Numbers as text.
final class NumberWriter {
  private static final int MAX_DIGITS = 20;

  private NumberWriter() {}

  static void append(BytesBuilder out, long value) {
    append(out, value, 0);
  }

  /// `value` with a point before its last `scale` digits; `scale` at most 18.
  static void append(BytesBuilder out, long value, int scale) {
    out.reserve(MAX_DIGITS + 2);
    byte[] bytes = out.storage();
    int digits = Math.max(digits(value), scale + 1);
    int start = out.size() + (value < 0 ? 1 : 0);
    int end = start + digits + (scale > 0 ? 1 : 0);
    long rest = value;
    int at = end;
    for (int i = 0; i < digits; i++) {
      if (i == scale && scale > 0) {
        bytes[--at] = '.';
      }
      bytes[--at] = (byte) ('0' + Math.abs(rest % 10));
      rest /= 10;
    }
    if (value < 0) {
      bytes[out.size()] = '-';
    }
    out.advance(end - out.size());
  }

  private static int digits(long value) {
    int digits = 1;
    for (long rest = value / 10; rest != 0; rest /= 10) {
      digits++;
    }
    return digits;
  }

  static ToText.Writer decimal(DecimalType type) {
    int scale = type.scale();
    if (type.isLong()) {
      return (column, row, out) -> append(out, Storage.longs(column)[row], scale);
    }
    return (column, row, out) -> {
      long high = Storage.wide(column).high()[row];
      long low = Storage.wide(column).low()[row];
      if (WideMath.isLong(high, low) && scale <= DecimalType.MAX_LONG_PRECISION) {
        append(out, low, scale);
      } else {
        out.append(new BigDecimal(Storage.wide(column).value(row), scale).toPlainString());
      }
    };
  }

  static String real(double value) {
    return Double.isFinite(value) ? shortest(Double.toString(value), 15) : special(value);
  }

  static String real(float value) {
    return Float.isFinite(value) ? shortest(Float.toString(value), 6) : special(value);
  }

  private static String special(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  }

  /// The shortest digits that give the number back, with an exponent below 1e-4 and from 10 to the
  /// power `plain` on.
  private static String shortest(String text, int plain) {
    BigDecimal value = new BigDecimal(text);
    String sign = text.startsWith("-") ? "-" : "";
    if (value.signum() == 0) {
      return sign + "0";
    }
    BigDecimal digits = value.abs().stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < plain) {
      return sign + digits.toPlainString();
    }
    String all = digits.unscaledValue().toString();
    String mantissa = all.length() == 1 ? all : all.charAt(0) + "." + all.substring(1);
    int size = Math.abs(exponent);
    return sign + mantissa + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
  }
}
