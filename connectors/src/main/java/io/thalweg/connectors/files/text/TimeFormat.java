package io.thalweg.connectors.files.text;

import io.thalweg.core.type.TimestampType;
import java.time.LocalDate;

/// Writes dates, times and intervals as PostgreSQL does. Stateless.
final class TimeFormat {
  private static final long MICROS = 1_000_000L;
  private static final long DAY_SECONDS = 86_400L;

  private TimeFormat() {}

  static void date(TextBuffer out, long days) {
    LocalDate date = LocalDate.ofEpochDay(days);
    if (date.getYear() < 0) {
      out.append('-');
    }
    out.appendDigits(date.getYear(), 4);
    out.append('-');
    out.appendDigits(date.getMonthValue(), 2);
    out.append('-');
    out.appendDigits(date.getDayOfMonth(), 2);
  }

  static void time(TextBuffer out, long micros) {
    clock(out, micros / MICROS);
    fraction(out, micros % MICROS, 6);
  }

  static void timestamp(TextBuffer out, TimestampType type, long value) {
    long units = type.unitsPerSecond();
    long seconds = Math.floorDiv(value, units);
    date(out, Math.floorDiv(seconds, DAY_SECONDS));
    out.append(' ');
    clock(out, Math.floorMod(seconds, DAY_SECONDS));
    fraction(out, Math.floorMod(value, units), type.isNanos() ? 9 : 6);
    if (type.withTimeZone()) {
      out.append("+00");
    }
  }

  private static void clock(TextBuffer out, long seconds) {
    out.appendDigits(seconds / 3600, 2);
    out.append(':');
    out.appendDigits(seconds / 60 % 60, 2);
    out.append(':');
    out.appendDigits(seconds % 60, 2);
  }

  private static void fraction(TextBuffer out, long value, int digits) {
    if (value == 0) {
      return;
    }
    out.append('.');
    long left = value;
    int width = digits;
    while (left % 10 == 0) {
      left /= 10;
      width--;
    }
    out.appendDigits(left, width);
  }

  static void months(TextBuffer out, long months) {
    out.append(months / 12);
    out.append(" years ");
    out.append(months % 12);
    out.append(" mons");
  }

  static void duration(TextBuffer out, long micros) {
    long days = micros / (DAY_SECONDS * MICROS);
    long rest = micros % (DAY_SECONDS * MICROS);
    if (days != 0) {
      out.append(days);
      out.append(days == 1 ? " day " : " days ");
    }
    if (rest < 0) {
      out.append('-');
    }
    time(out, Math.abs(rest));
  }
}
