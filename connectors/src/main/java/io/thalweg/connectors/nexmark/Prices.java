package io.thalweg.connectors.nexmark;

/// Prices in cents: `round(100 * 10^(6u))` for a uniform `u`. Stateless.
///
/// The power comes from a table and a short series instead of `Math.pow`, because it is faster and
/// the same on every machine.
final class Prices {
  private static final int STEP_BITS = 12;
  private static final int STEPS = 1 << STEP_BITS;
  private static final double LN_PER_STEP = 6 * 2.302585092994046 / STEPS;
  private static final double[] CENTS = new double[STEPS];

  static {
    for (int i = 0; i < STEPS; i++) {
      CENTS[i] = 100 * StrictMath.pow(10, 6.0 * i / STEPS);
    }
  }

  private Prices() {}

  /// @param bits uniformly random
  static long price(long bits) {
    int step = (int) (bits >>> 64 - STEP_BITS);
    double x = (bits << STEP_BITS >>> 11) * 0x1p-53 * LN_PER_STEP;
    return Math.round(CENTS[step] * (1 + x * (1 + x * (0.5 + x / 6))));
  }
}
