package io.thalweg.planner.statistics;

/// What is estimated of a column's values.
///
/// @param distinct different values
/// @param nullFraction 0..1
/// @param min smallest value as a number (days, seconds); NaN when it is not known or not a number
/// @param max largest value
public record ColumnEstimate(double distinct, double nullFraction, double min, double max) {

  static ColumnEstimate ofDistinct(double distinct) {
    return new ColumnEstimate(distinct, 0, Double.NaN, Double.NaN);
  }

  boolean hasRange() {
    return Double.isFinite(min) && Double.isFinite(max) && Double.isFinite(max - min);
  }

  ColumnEstimate atMost(double rows) {
    return distinct <= rows ? this : new ColumnEstimate(Math.max(1, rows), nullFraction, min, max);
  }
}
