package io.thalweg.benchmarks.compare;

import java.util.List;

/// Quantiles of measured values.
public final class Quantiles {
  private Quantiles() {}

  /// The value below which this part of the others lies; NaN when there are none.
  ///
  /// @param fraction from 0, the least, to 1, the largest
  public static double of(List<Double> values, double fraction) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.round(fraction * (sorted.size() - 1)));
  }
}
