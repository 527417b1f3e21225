package io.thalweg.core.data;

import java.math.BigInteger;

/// Conversions between 128-bit values as two longs and `BigInteger`.
public final class Int128 {
  private static final BigInteger LOW_MASK = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private Int128() {}

  public static BigInteger toBigInteger(long high, long low) {
    return BigInteger.valueOf(high).shiftLeft(64).or(BigInteger.valueOf(low).and(LOW_MASK));
  }

  /// The upper half of `value`, which must fit 128 bits.
  public static long high(BigInteger value) {
    return value.shiftRight(64).longValueExact();
  }

  /// The lower half of `value`.
  public static long low(BigInteger value) {
    return value.longValue();
  }

  /// Signed order of two 128-bit values.
  public static int compare(long leftHigh, long leftLow, long rightHigh, long rightLow) {
    int byHigh = Long.compare(leftHigh, rightHigh);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(leftLow, rightLow);
  }
}
