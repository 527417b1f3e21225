package io.thalweg.connectors.files.text;

/// Reads ISO dates and times from bytes without making objects. A method answers whether the whole
/// range is one and leaves it in the fields. Used by one thread. Blanks around it are allowed.
public final class TimeText {
  private static final long NANOS = 1_000_000_000L;
  private static final int DAYS_OF_ERA = 146_097;
  private static final int DAYS_TO_1970 = 719_468;
  private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  /// The result of [#date]: days since 1970-01-01.
  public int days;

  /// The result of [#time]: nanos of the day.
  public long nanosOfDay;

  /// The result of [#timestamp]: seconds since 1970, in UTC when [#hasZone], else local.
  public long seconds;

  /// The nanos within the second of [#timestamp].
  public int nanos;

  /// Whether [#timestamp] read an offset from UTC.
  public boolean hasZone;

  private byte[] bytes = {};
  private int at;
  private int to;

  /// `2024-02-29`.
  public boolean date(byte[] source, int start, int stop) {
    begin(source, start, stop);
    return readDate() && at == to;
  }

  /// `23:59`, `23:59:59` or `23:59:59.999999999`.
  public boolean time(byte[] source, int start, int stop) {
    begin(source, start, stop);
    return readTime() && at == to;
  }

  /// A date, optionally `T` or a blank and a time, optionally `Z` or `+01:00`.
  public boolean timestamp(byte[] source, int start, int stop) {
    begin(source, start, stop);
    hasZone = false;
    nanosOfDay = 0;
    if (!readDate()) {
      return false;
    }
    if (at < to) {
      if (bytes[at] != ' ' && bytes[at] != 'T') {
        return false;
      }
      at++;
      if (!readTime()) {
        return false;
      }
    }
    int offset = at < to ? readOffset() : 0;
    seconds = days * 86_400L + nanosOfDay / NANOS - offset;
    nanos = (int) (nanosOfDay % NANOS);
    return at == to;
  }

  private void begin(byte[] source, int start, int stop) {
    bytes = source;
    at = NumberText.skipBlanks(source, start, stop);
    to = NumberText.dropBlanks(source, at, stop);
  }

  private boolean readDate() {
    int year = number(4, 6);
    if (year < 0 || !accept('-')) {
      return false;
    }
    int month = number(1, 2);
    if (month < 1 || month > 12 || !accept('-')) {
      return false;
    }
    int day = number(1, 2);
    if (day < 1 || day > DAYS[month - 1] || (month == 2 && day == 29 && !isLeap(year))) {
      return false;
    }
    days = epochDay(year, month, day);
    return true;
  }

  /// Days since 1970 of a date in year 0 or later. Years begin in March here, so that the leap day
  /// is their last.
  private static int epochDay(int year, int month, int day) {
    int marchYear = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(marchYear, 400);
    int yearOfEra = marchYear - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * DAYS_OF_ERA + dayOfEra - DAYS_TO_1970;
  }

  private static boolean isLeap(int year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  private boolean readTime() {
    int hour = number(1, 2);
    if (hour < 0 || hour > 23 || !accept(':')) {
      return false;
    }
    int minute = number(2, 2);
    if (minute < 0 || minute > 59) {
      return false;
    }
    int second = 0;
    long fraction = 0;
    if (accept(':')) {
      second = number(2, 2);
      if (second < 0 || second > 59) {
        return false;
      }
      if (accept('.')) {
        int first = at;
        fraction = number(1, 9);
        if (fraction < 0) {
          return false;
        }
        for (int i = at - first; i < 9; i++) {
          fraction *= 10;
        }
      }
    }
    nanosOfDay = (hour * 3600L + minute * 60L + second) * NANOS + fraction;
    return true;
  }

  /// Seconds east of UTC; leaves the position unmoved when there is no offset.
  private int readOffset() {
    int mark = at;
    if (accept('Z') || accept('z')) {
      hasZone = true;
      return 0;
    }
    boolean west = accept('-');
    if (west || accept('+')) {
      int hours = number(2, 2);
      int minutes = accept(':') ? number(2, 2) : at < to ? number(2, 2) : 0;
      if (hours >= 0 && hours <= 18 && minutes >= 0 && minutes <= 59) {
        hasZone = true;
        return (west ? -1 : 1) * (hours * 3600 + minutes * 60);
      }
    }
    at = mark;
    return 0;
  }

  private boolean accept(char c) {
    if (at < to && bytes[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  /// A number of `min..max` digits, or -1.
  private int number(int min, int max) {
    int value = 0;
    int first = at;
    while (at < to && at - first < max && bytes[at] >= '0' && bytes[at] <= '9') {
      value = value * 10 + bytes[at] - '0';
      at++;
    }
    return at - first < min ? -1 : value;
  }
}
