package io.thalweg.exec.kernel.time;

import io.thalweg.exec.kernel.Failure;

/// What dates and timestamps can be.
final class TimeRange {
  private TimeRange() {}

  /// @return `days` as stored
  static int date(long days) {
    if (days != (int) days) {
      throw Failure.date("date out of range: " + days + " days from 1970-01-01");
    }
    return (int) days;
  }

  /// days * unitsPerDay + units.
  static long timestamp(long days, long units, long unitsPerDay) {
    long high = Math.multiplyHigh(days, unitsPerDay);
    long low = days * unitsPerDay;
    long sum = low + units;
    if (high != low >> 63 || ((low ^ sum) & (units ^ sum)) < 0) {
      throw Failure.date("timestamp out of range: day " + days + " from 1970-01-01");
    }
    return sum;
  }
}
