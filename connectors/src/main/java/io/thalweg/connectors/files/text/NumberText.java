package io.thalweg.connectors.files.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/// Reads numbers from bytes without making objects. A method answers whether the whole range is a
/// number and leaves it in the field that it names. Used by one thread.
///
/// Blanks around a number are allowed.
public final class NumberText {
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final int MAX_EXACT_POWER = 22;
  private static final long MAX_EXACT_MANTISSA = 1L << 53;

  /// Digits that certainly fit a `long`.
  private static final int SAFE_DIGITS = 18;

  private static final int MAX_DECIMAL_TEXT = 100;

  /// The result of [#integer] and [#decimal].
  public long whole;

  /// The result of [#real].
  public double real;

  /// The result of [#wideDecimal].
  public BigInteger wide = BigInteger.ZERO;

  private long mantissa;
  private int digits;
  private int fraction;

  /// A whole number in `min..max`.
  public boolean integer(byte[] bytes, int start, int stop, long min, long max) {
    int from = skipBlanks(bytes, start, stop);
    int to = dropBlanks(bytes, from, stop);
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    if (at < to && (negative || bytes[at] == '+')) {
      at++;
    }
    if (at == to) {
      return false;
    }
    long value = 0;
    int safe = Math.min(to, at + SAFE_DIGITS);
    for (; at < safe; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      value = value * 10 - digit;
    }
    for (; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
        return false;
      }
      value = value * 10 - digit;
    }
    if (!negative && value == Long.MIN_VALUE) {
      return false;
    }
    whole = negative ? value : -value;
    return whole >= min && whole <= max;
  }

  /// A decimal of at most 18 digits as its unscaled value; further digits are rounded half up.
  public boolean decimal(byte[] bytes, int start, int stop, int precision, int scale) {
    int from = skipBlanks(bytes, start, stop);
    int to = dropBlanks(bytes, from, stop);
    int at = plain(bytes, from, to);
    if (at == to && digits <= SAFE_DIGITS && fraction <= scale) {
      long value = mantissa;
      for (int i = fraction; i < scale; i++) {
        value = Math.multiplyHigh(value, 10) == 0 ? value * 10 : Long.MIN_VALUE;
        if (value < 0) {
          return false;
        }
      }
      whole = bytes[from] == '-' ? -value : value;
      return value < tenTo(precision);
    }
    if (!wideDecimal(bytes, from, to, precision, scale)) {
      return false;
    }
    whole = wide.longValueExact();
    return true;
  }

  private static long tenTo(int power) {
    long value = 1;
    for (int i = 0; i < power; i++) {
      value *= 10;
    }
    return value;
  }

  /// A decimal of any precision as its unscaled value.
  public boolean wideDecimal(byte[] bytes, int start, int stop, int precision, int scale) {
    int from = skipBlanks(bytes, start, stop);
    int to = dropBlanks(bytes, from, stop);
    if (from == to || to - from > MAX_DECIMAL_TEXT) {
      return false;
    }
    try {
      BigDecimal value =
          new BigDecimal(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
      if (Math.abs((long) value.scale()) > MAX_DECIMAL_TEXT) {
        return false;
      }
      BigDecimal scaled = value.setScale(scale, RoundingMode.HALF_UP);
      wide = scaled.unscaledValue();
      return scaled.precision() <= precision;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  /// A floating-point number, correctly rounded; also `inf`, `infinity` and `nan`.
  public boolean real(byte[] bytes, int start, int stop) {
    int from = skipBlanks(bytes, start, stop);
    int to = dropBlanks(bytes, from, stop);
    int at = plain(bytes, from, to);
    if (at == to && digits <= SAFE_DIGITS && mantissa <= MAX_EXACT_MANTISSA) {
      if (fraction <= MAX_EXACT_POWER) {
        double value = mantissa / POWERS_OF_TEN[fraction];
        real = bytes[from] == '-' ? -value : value;
        return true;
      }
    }
    return slowReal(bytes, from, to);
  }

  private boolean slowReal(byte[] bytes, int from, int to) {
    if (from == to) {
      return false;
    }
    int first = bytes[from] == '-' || bytes[from] == '+' ? from + 1 : from;
    if (first == to) {
      return false;
    }
    byte c = bytes[first];
    boolean number = (c >= '0' && c <= '9') || c == '.';
    String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    if (!number) {
      return special(text);
    }
    // Java takes suffixes and hexadecimal digits that SQL does not.
    byte last = bytes[to - 1];
    if (!((last >= '0' && last <= '9') || last == '.') || text.indexOf('x') >= 0) {
      return false;
    }
    try {
      real = Double.parseDouble(text);
      return true;
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private boolean special(String text) {
    boolean negative = text.startsWith("-");
    String name = negative || text.startsWith("+") ? text.substring(1) : text;
    if (name.equalsIgnoreCase("inf") || name.equalsIgnoreCase("infinity")) {
      real = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      return true;
    }
    real = Double.NaN;
    return name.equalsIgnoreCase("nan");
  }

  /// Reads sign, digits and fraction into the fields; answers where it stopped, or -1 without any
  /// digit. More digits than are safe leave the mantissa meaningless.
  private int plain(byte[] bytes, int from, int to) {
    int at = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
    int first = at;
    long value = 0;
    int point = -1;
    for (; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
      } else if (bytes[at] == '.' && point < 0) {
        point = at;
      } else {
        break;
      }
    }
    digits = at - first - (point < 0 ? 0 : 1);
    fraction = point < 0 ? 0 : at - point - 1;
    mantissa = value;
    return digits == 0 ? -1 : at;
  }

  static int skipBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }

  static int dropBlanks(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && (bytes[end - 1] == ' ' || bytes[end - 1] == '\t')) {
      end--;
    }
    return end;
  }
}
