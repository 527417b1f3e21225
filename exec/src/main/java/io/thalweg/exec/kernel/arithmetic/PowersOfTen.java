package io.thalweg.exec.kernel.arithmetic;

import java.math.BigInteger;

/// 10^0 to 10^38 as `long` and in 128 bits.
public final class PowersOfTen {
  /// The largest power that fits a `long`.
  public static final int MAX_LONG = 18;

  private static final long[] LONGS = new long[MAX_LONG + 1];
  private static final long[] HIGH = new long[39];
  private static final long[] LOW = new long[39];

  static {
    for (int i = 0; i < HIGH.length; i++) {
      BigInteger power = BigInteger.TEN.pow(i);
      HIGH[i] = power.shiftRight(64).longValue();
      LOW[i] = power.longValue();
      if (i <= MAX_LONG) {
        LONGS[i] = power.longValue();
      }
    }
  }

  private PowersOfTen() {}

  /// @param exponent 0..18
  public static long ofLong(int exponent) {
    return LONGS[exponent];
  }

  /// @param exponent 0..38
  public static long high(int exponent) {
    return HIGH[exponent];
  }

  /// @param exponent 0..38
  public static long low(int exponent) {
    return LOW[exponent];
  }

  /// Whether the 128-bit value has at most `precision` digits.
  public static boolean fits(long high, long low, int precision) {
    long sign = high >> 63;
    long flippedLow = low ^ sign;
    long absLow = flippedLow - sign;
    long absHigh = (high ^ sign) + (sign != 0 && absLow == 0 ? 1 : 0);
    int compared = Long.compareUnsigned(absHigh, HIGH[precision]);
    return compared < 0 || (compared == 0 && Long.compareUnsigned(absLow, LOW[precision]) < 0);
  }
}
