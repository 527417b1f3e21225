package io.thalweg.exec.kernel.time;

import io.thalweg.exec.kernel.BytesBuilder;

/// Dates, times and intervals as text, in PostgreSQL's spelling.
public final class TimeWriter {
  private static final long MICROS = Calendar.MICROS_PER_SECOND;

  private TimeWriter() {}

  /// `2024-02-29`; years before 1 with `BC`.
  public static void date(BytesBuilder out, long days) {
    long fields = Calendar.toFields(days);
    long year = Calendar.year(fields);
    day(out, fields);
    if (year <= 0) {
      out.append(" BC");
    }
  }

  private static void day(BytesBuilder out, long fields) {
    long year = Calendar.year(fields);
    long shown = year > 0 ? year : 1 - year;
    if (shown > 9999) {
      out.append(Long.toString(shown));
    } else {
      two(out, (int) (shown / 100));
      two(out, (int) (shown % 100));
    }
    out.append((byte) '-');
    two(out, Calendar.month(fields));
    out.append((byte) '-');
    two(out, Calendar.day(fields));
  }

  private static void two(BytesBuilder out, int value) {
    out.append((byte) ('0' + value / 10));
    out.append((byte) ('0' + value % 10));
  }

  /// `13:14:15.5`.
  ///
  /// @param units since midnight
  /// @param digits 6 when the unit is the micro, 9 when it is the nano
  public static void time(BytesBuilder out, long units, int digits) {
    long perSecond = digits == 9 ? 1_000 * MICROS : MICROS;
    long seconds = units / perSecond;
    two(out, (int) (seconds / 3600));
    out.append((byte) ':');
    two(out, (int) (seconds / 60 % 60));
    out.append((byte) ':');
    two(out, (int) (seconds % 60));
    fraction(out, units % perSecond, digits);
  }

  private static void fraction(BytesBuilder out, long fraction, int digits) {
    if (fraction == 0) {
      return;
    }
    out.append((byte) '.');
    long rest = fraction;
    long unit = digits == 9 ? 100 * MICROS : MICROS / 10;
    while (rest > 0) {
      out.append((byte) ('0' + rest / unit));
      rest %= unit;
      unit /= 10;
    }
  }

  /// `2024-02-29 13:14:15.5`.
  public static void timestamp(BytesBuilder out, long units, int digits) {
    long perDay = 86_400 * (digits == 9 ? 1_000 * MICROS : MICROS);
    long day = Math.floorDiv(units, perDay);
    long fields = Calendar.toFields(day);
    day(out, fields);
    out.append((byte) ' ');
    time(out, units - day * perDay, digits);
    if (Calendar.year(fields) <= 0) {
      out.append(" BC");
    }
  }

  /// `1 year 2 mons`.
  public static void months(BytesBuilder out, long months) {
    long years = months / 12;
    long rest = months % 12;
    if (years != 0) {
      out.append(years + (years == 1 ? " year" : " years"));
    }
    if (rest != 0 || years == 0) {
      out.append((years != 0 ? " " : "") + rest + (rest == 1 ? " mon" : " mons"));
    }
  }

  /// `3 days 04:05:06`.
  public static void micros(BytesBuilder out, long micros) {
    long days = micros / Calendar.MICROS_PER_DAY;
    long rest = micros % Calendar.MICROS_PER_DAY;
    if (days != 0) {
      out.append(days + (days == 1 ? " day" : " days"));
    }
    if (rest != 0 || days == 0) {
      out.append((days != 0 ? " " : "") + (rest < 0 ? "-" : ""));
      time(out, Math.abs(rest), 6);
    }
  }
}
