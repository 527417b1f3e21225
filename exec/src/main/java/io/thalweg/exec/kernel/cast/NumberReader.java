package io.thalweg.exec.kernel.cast;

import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.kernel.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Numbers out of text.
final class NumberReader {
  /// What [#integer] returns for a text that is no integer.
  static final long NONE = Long.MIN_VALUE;

  private static final int SAFE_DIGITS = 18;

  private NumberReader() {}

  /// An integer of at most 18 digits, or [#NONE]; longer ones are out of every narrow range and
  /// given as the largest or smallest `int` pair beyond it.
  static long integer(byte[] bytes, int from, int to) {
    int at = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
    if (at == to) {
      return NONE;
    }
    long value = 0;
    int digits = 0;
    for (int i = at; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      digits += digit > 0 || digits > 0 ? 1 : 0;
      value = digits <= SAFE_DIGITS ? value * 10 + digit : Long.MAX_VALUE;
    }
    return bytes[from] == '-' ? -value : value;
  }

  static boolean bigint(byte[] bytes, int from, int to, ColumnBuilder out) {
    long value = integer(bytes, from, to);
    if (value == NONE) {
      return false;
    }
    if (Math.abs(value) == Long.MAX_VALUE) {
      String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      try {
        value = Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw Failure.outOfRange(text, SimpleType.BIGINT);
      }
    }
    out.appendLong(value);
    return true;
  }

  static boolean real(byte[] bytes, int from, int to, DataType type, ColumnBuilder out) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    boolean special = true;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      special &= !(b >= '0' && b <= '9');
      boolean number =
          b >= '0' && b <= '9' || b == '.' || b == '-' || b == '+' || b == 'e' || b == 'E';
      if (!number && !special) {
        return false;
      }
    }
    if (special) {
      return special(text, out);
    }
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return false;
    }
    double stored = type == SimpleType.REAL ? Float.parseFloat(text) : value;
    if (Double.isInfinite(stored)) {
      throw Failure.outOfRange(text, type);
    }
    out.appendDouble(stored);
    return true;
  }

  private static boolean special(String text, ColumnBuilder out) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> out.appendDouble(Double.NaN);
      case "inf", "infinity", "+inf", "+infinity" -> out.appendDouble(Double.POSITIVE_INFINITY);
      case "-inf", "-infinity" -> out.appendDouble(Double.NEGATIVE_INFINITY);
      default -> {
        return false;
      }
    }
    return true;
  }
}
