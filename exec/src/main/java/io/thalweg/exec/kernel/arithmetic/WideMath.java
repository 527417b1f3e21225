package io.thalweg.exec.kernel.arithmetic;

import io.thalweg.core.data.Int128;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Single operations on 128-bit values as (high, low) halves. Those that need both halves of a
/// result write them to two arrays at a row.
public final class WideMath {
  private WideMath() {}

  /// Whether the value is the sign extension of its lower half.
  public static boolean isLong(long high, long low) {
    return high == low >> 63;
  }

  /// Writes the product; false when it may not fit 127 bits (then nothing is promised).
  public static boolean multiply(
      long ah, long al, long bh, long bl, long[] high, long[] low, int row) {
    if (isLong(ah, al) && isLong(bh, bl)) {
      high[row] = Math.multiplyHigh(al, bl);
      low[row] = al * bl;
      return true;
    }
    if (isLong(bh, bl)) {
      return byLong(ah, al, bl, high, low, row);
    }
    if (isLong(ah, al)) {
      return byLong(bh, bl, al, high, low, row);
    }
    BigInteger product = Int128.toBigInteger(ah, al).multiply(Int128.toBigInteger(bh, bl));
    if (product.bitLength() > 127) {
      return false;
    }
    high[row] = Int128.high(product);
    low[row] = Int128.low(product);
    return true;
  }

  /// (ah, al) * b through absolute values.
  private static boolean byLong(long ah, long al, long b, long[] high, long[] low, int row) {
    long sign = (ah ^ b) >> 63;
    long aSign = ah >> 63;
    long absLow = (al ^ aSign) - aSign;
    long absHigh = (ah ^ aSign) + (aSign != 0 && absLow == 0 ? 1 : 0);
    long absB = Math.abs(b);
    long productLow = absLow * absB;
    long carry = Math.unsignedMultiplyHigh(absLow, absB);
    long upper = absHigh * absB;
    long productHigh = upper + carry;
    boolean fits =
        Math.unsignedMultiplyHigh(absHigh, absB) == 0
            && upper >= 0
            && carry >= 0
            && productHigh >= 0;
    long resultLow = (productLow ^ sign) - sign;
    low[row] = resultLow;
    high[row] = (productHigh ^ sign) + (sign != 0 && resultLow == 0 ? 1 : 0);
    return fits;
  }

  /// value * 10^up, or value / 10^down rounded half away from zero.
  static BigInteger rescale(BigInteger value, int from, int to) {
    return new BigDecimal(value, from).setScale(to, RoundingMode.HALF_UP).unscaledValue();
  }
}
