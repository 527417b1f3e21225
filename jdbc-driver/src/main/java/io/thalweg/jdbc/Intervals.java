package io.thalweg.jdbc;

import java.time.Duration;
import java.time.Period;
import java.util.Locale;

/// Intervals as PostgreSQL prints them.
final class Intervals {
  private Intervals() {}

  /// @param interval a `Period` of years and months, or a `Duration`
  static String format(Object interval) {
    return interval instanceof Period ? months((Period) interval) : micros((Duration) interval);
  }

  private static String months(Period period) {
    long total = period.toTotalMonths();
    long years = total / 12;
    long months = total % 12;
    StringBuilder text = new StringBuilder();
    if (years != 0) {
      text.append(years).append(Math.abs(years) == 1 ? " year" : " years");
    }
    if (months != 0 || years == 0) {
      text.append(text.length() == 0 ? "" : " ").append(months);
      text.append(Math.abs(months) == 1 ? " mon" : " mons");
    }
    return text.toString();
  }

  private static String micros(Duration duration) {
    boolean negative = duration.isNegative();
    Duration positive = duration.abs();
    long days = positive.toDays();
    long micros = positive.minusDays(days).toNanos() / 1000;
    StringBuilder text = new StringBuilder();
    if (days != 0) {
      text.append(negative ? "-" : "").append(days).append(days == 1 ? " day" : " days");
    }
    if (micros != 0 || days == 0) {
      text.append(text.length() == 0 ? "" : " ").append(negative ? "-" : "").append(clock(micros));
    }
    return text.toString();
  }

  private static String clock(long micros) {
    long seconds = micros / 1_000_000;
    String text =
        String.format(
            Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    long fraction = micros % 1_000_000;
    return fraction == 0
        ? text
        : text + String.format(Locale.ROOT, ".%06d", fraction).replaceAll("0+$", "");
  }
}
