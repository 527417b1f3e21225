package io.thalweg.exec.kernel.cast;

import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.Int128;
import io.thalweg.core.type.DecimalType;
import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.arithmetic.PowersOfTen;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/// Decimals out of text, rounded half away from zero. Plain texts of up to 18 digits are read
/// without objects.
record DecimalReader(DecimalType type) implements FromText.Reader {
  /// Exponents beyond this cannot give a value in range, but could give a huge `BigInteger`.
  private static final int MAX_EXPONENT = 1_000;

  @Override
  public boolean read(byte[] bytes, int from, int to, ColumnBuilder out) {
    return type.isLong() && readPlain(bytes, from, to, out) || readAny(bytes, from, to, out);
  }

  private boolean readPlain(byte[] bytes, int from, int to, ColumnBuilder out) {
    int at = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
    if (at == to || to - at > DecimalType.MAX_LONG_PRECISION) {
      return false;
    }
    long value = 0;
    int point = -1;
    for (int i = at; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
      } else if (bytes[i] == '.' && point < 0) {
        point = i;
      } else {
        return false;
      }
    }
    int scale = point < 0 ? 0 : to - point - 1;
    int missing = type.scale() - scale;
    long limit = PowersOfTen.ofLong(type.precision());
    if (missing < 0 || (point >= 0 && to - at == 1)) {
      return false;
    }
    long factor = PowersOfTen.ofLong(missing);
    if (value > (limit - 1) / factor) {
      return false;
    }
    out.appendLong(bytes[from] == '-' ? -value * factor : value * factor);
    return true;
  }

  private boolean readAny(byte[] bytes, int from, int to, ColumnBuilder out) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    BigInteger unscaled;
    try {
      BigDecimal value = new BigDecimal(text);
      if (Math.abs((long) value.scale()) > MAX_EXPONENT + text.length()) {
        throw Failure.outOfRange(text, type);
      }
      unscaled = value.setScale(type.scale(), RoundingMode.HALF_UP).unscaledValue();
    } catch (NumberFormatException e) {
      return false;
    }
    if (unscaled.bitLength() > 127
        || !PowersOfTen.fits(
            unscaled.shiftRight(64).longValue(), unscaled.longValue(), type.precision())) {
      throw Failure.outOfRange(text, type);
    }
    if (type.isLong()) {
      out.appendLong(unscaled.longValueExact());
    } else {
      out.appendInt128(Int128.high(unscaled), Int128.low(unscaled));
    }
    return true;
  }
}
