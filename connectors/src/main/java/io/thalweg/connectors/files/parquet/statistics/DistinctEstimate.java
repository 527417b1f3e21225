package io.thalweg.connectors.files.parquet.statistics;

/// From the distinct values of a sample to those of all rows, when values are spread evenly.
public final class DistinctEstimate {
  private static final int STEPS = 60;

  private DistinctEstimate() {}

  /// Distinct values expected in `rows` rows when `sampleRows` of them had `distinct`.
  ///
  /// Drawing n rows from D equally likely values shows `D (1 - (1 - 1/D)^n)` of them; D is found by
  /// bisection. A sample in which nearly all values differ says nothing but "many".
  public static double scale(double distinct, double sampleRows, double rows) {
    if (distinct <= 1 || sampleRows >= rows || distinct >= sampleRows) {
      return distinct >= sampleRows ? rows : distinct;
    }
    double low = distinct;
    double high = sampleRows * sampleRows;
    for (int i = 0; i < STEPS; i++) {
      double middle = (low + high) / 2;
      if (expected(middle, sampleRows) < distinct) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return expected(low, rows);
  }

  private static double expected(double values, double rows) {
    return -values * Math.expm1(rows * Math.log1p(-1 / values));
  }
}
