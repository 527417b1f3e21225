package io.thalweg.connectors.generator;

/// One independent random number per event: a hash of the event's number under a key. Immutable.
///
/// Counting instead of stepping, so that any event can be made without those before it, and a
/// column without its neighbours.
public record Draw(long key) {
  private static final long STEP = 0x9E3779B97F4A7C15L;

  /// The draw for one use of one seed; uses with different salts are independent.
  public static Draw of(long seed, int salt) {
    return new Draw(mix(mix(seed + STEP) + STEP * salt));
  }

  /// 64 random bits.
  public long bits(long event) {
    return mix(key + STEP * event);
  }

  /// Uniform in `0..bound - 1`.
  public long below(long event, long bound) {
    return Math.unsignedMultiplyHigh(bits(event), bound);
  }

  /// Uniform in `[0, 1)`.
  public double unit(long event) {
    return (bits(event) >>> 11) * 0x1p-53;
  }

  /// Avalanche of 64 bits: every bit of the result depends on every bit of `z`.
  private static long mix(long z) {
    long h = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    h = (h ^ h >>> 27) * 0x94D049BB133111EBL;
    return h ^ h >>> 31;
  }
}
