package io.thalweg.cli.run;

import java.time.Duration;
import java.util.Locale;

/// Numbers as people read them.
public final class Quantities {
  private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB"};

  private Quantities() {}

  /// With commas between thousands.
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String bytes(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1000 && unit < BYTES.length - 1) {
      size /= 1000;
      unit++;
    }
    return unit == 0
        ? bytes + " B"
        : String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, BYTES[unit]);
  }

  /// Milliseconds below a second, seconds below a minute.
  public static String time(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    if (millis < 999.5) {
      return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }
    if (millis < 59_950) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }
    long seconds = Math.round(millis / 1000);
    return seconds / 60 + " min " + seconds % 60 + " s";
  }

  /// `1 row`, `2 rows`.
  static String rows(long rows) {
    return count(rows) + (rows == 1 ? " row" : " rows");
  }
}
