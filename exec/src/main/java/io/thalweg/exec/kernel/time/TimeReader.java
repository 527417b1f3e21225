package io.thalweg.exec.kernel.time;

import io.thalweg.core.type.TimestampType;

/// Reads `2024-02-29 13:14:15.123456+02` from left to right. Used once, by one thread.
public final class TimeReader {
  private static final long NANOS = 1_000_000_000L;

  private final byte[] bytes;
  private final int to;
  private int at;
  private int days;
  private long nanosOfDay;
  private int offsetSeconds;

  public TimeReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
  }

  /// Days since 1970-01-01 that [#date] found.
  public int days() {
    return days;
  }

  /// What [#time] found; 24:00 gives a whole day.
  public long nanosOfDay() {
    return nanosOfDay;
  }

  public boolean atEnd() {
    return at == to;
  }

  /// `YYYY-M-D`, with `-` or `/`, or `YYYYMMDD`.
  public boolean date() {
    int start = at;
    long year = number(6);
    int digits = at - start;
    if (digits == 6 && at < to && isDigit(bytes[at])) {
      at = start;
      return packedDate();
    }
    if (digits < 1 || !accept('-', '/')) {
      return false;
    }
    int monthAt = at;
    int month = (int) number(2);
    if (at == monthAt || !accept('-', '/')) {
      return false;
    }
    int dayAt = at;
    int day = (int) number(2);
    return at > dayAt && setDate(year, month, day);
  }

  private boolean packedDate() {
    int start = at;
    long all = number(8);
    return at - start == 8 && setDate(all / 10_000, (int) (all / 100 % 100), (int) (all % 100));
  }

  private boolean setDate(long year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > Calendar.daysOfMonth(year, month)) {
      return false;
    }
    days = TimeRange.date(Calendar.toDays(year, month, day));
    return true;
  }

  /// `H:MM[:SS[.fraction]]`; digits behind the ninth are dropped.
  public boolean time() {
    int start = at;
    long hour = number(2);
    if (at == start || !accept(':', ':')) {
      return false;
    }
    int minuteAt = at;
    long minute = number(2);
    if (at - minuteAt != 2) {
      return false;
    }
    long second = 0;
    long nanos = 0;
    if (accept(':', ':')) {
      int secondAt = at;
      second = number(2);
      if (at - secondAt != 2) {
        return false;
      }
      nanos = accept('.', ',') ? fraction() : 0;
    }
    nanosOfDay = ((hour * 60 + minute) * 60 + second) * NANOS + nanos;
    return minute < 60 && second < 60 && nanosOfDay <= 86_400 * NANOS;
  }

  private long fraction() {
    long nanos = 0;
    long unit = NANOS;
    while (at < to && isDigit(bytes[at])) {
      unit /= 10;
      nanos += (bytes[at++] - '0') * unit;
    }
    return nanos;
  }

  /// Nothing more, or a time and perhaps a zone, up to the end.
  public boolean optionalTime() {
    if (at == to) {
      return true;
    }
    if (!accept(' ', 'T') && !accept('t', 't')) {
      return false;
    }
    while (accept(' ', ' ')) {
      // Several blanks are as good as one.
    }
    return time() && zone() && at == to;
  }

  /// `Z`, `UTC`, `+02`, `+0200`, `-02:30`, or nothing.
  private boolean zone() {
    while (accept(' ', ' ')) {
      // A blank before the zone.
    }
    if (at == to || accept('Z', 'z')) {
      return true;
    }
    if (to - at == 3
        && new String(bytes, at, 3, java.nio.charset.StandardCharsets.US_ASCII)
            .equalsIgnoreCase("UTC")) {
      at = to;
      return true;
    }
    boolean west = bytes[at] == '-';
    if (!accept('+', '-')) {
      return false;
    }
    int start = at;
    int hours = (int) number(2);
    if (at - start != 2) {
      return false;
    }
    int minutes = 0;
    boolean colon = accept(':', ':');
    if (colon || at < to) {
      int minutesAt = at;
      minutes = (int) number(2);
      if (at - minutesAt != 2) {
        return false;
      }
    }
    offsetSeconds = (west ? -1 : 1) * (hours * 3600 + minutes * 60);
    return hours <= 18 && minutes < 60;
  }

  /// The point in time in the units of `type`, rounded to its precision. A zone counts only for a
  /// type with one.
  public long timestamp(TimestampType type) {
    long step = 1;
    for (int i = type.precision(); i < 9; i++) {
      step *= 10;
    }
    long nanos = nanosOfDay - (type.withTimeZone() ? offsetSeconds * NANOS : 0);
    long rounded = Math.floorDiv(nanos + step / 2, step) * step;
    long unit = type.isNanos() ? 1 : 1000;
    return TimeRange.timestamp(days, rounded / unit, 86_400 * type.unitsPerSecond());
  }

  private long number(int maxDigits) {
    long value = 0;
    int end = Math.min(to, at + maxDigits);
    while (at < end && isDigit(bytes[at])) {
      value = value * 10 + bytes[at++] - '0';
    }
    return value;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private boolean accept(char one, char other) {
    if (at < to && (bytes[at] == one || bytes[at] == other)) {
      at++;
      return true;
    }
    return false;
  }
}
