package io.thalweg.exec.kernel.time;

/// The proleptic Gregorian calendar on integers: days since 1970-01-01 to fields and back.
///
/// Years are shifted to begin in March, so that the leap day is the last of its year; then 400
/// years have 146,097 days and a month's first day is a linear function of its number.
public final class Calendar {
  public static final long MICROS_PER_SECOND = 1_000_000L;
  public static final long MICROS_PER_DAY = 86_400L * MICROS_PER_SECOND;

  private static final int DAYS_TO_1970 = 719_468;
  private static final int ERA_DAYS = 146_097;

  /// Whole eras of 400 years that make fast days positive.
  private static final int FAST_ERAS = 82;

  private static final int FAST_SHIFT = DAYS_TO_1970 + FAST_ERAS * ERA_DAYS;
  private static final int FAST_YEARS = FAST_ERAS * 400;
  private static final long FAST_MIN = -FAST_SHIFT;
  private static final long FAST_MAX = 1 << 28;

  private Calendar() {}

  /// Days since 1970-01-01 of a date; `month` 1..12.
  public static long toDays(long year, int month, int day) {
    long y = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(y, 400L);
    int yearOfEra = (int) (y - era * 400);
    int monthFromMarch = month > 2 ? month - 3 : month + 9;
    int dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * ERA_DAYS + dayOfEra - DAYS_TO_1970;
  }

  /// Year, month and day packed as `year << 9 | month << 5 | day`; see [#year], [#month], [#day].
  public static long toFields(long days) {
    return days >= FAST_MIN && days <= FAST_MAX ? fastFields((int) days) : anyFields(days);
  }

  /// Neri and Schneider, "Euclidean affine functions and their application to calendar algorithms":
  /// divisions by constants only, of unsigned numbers.
  private static long fastFields(int days) {
    long n1 = 4L * (days + FAST_SHIFT) + 3;
    long century = n1 / ERA_DAYS;
    long n2 = n1 - century * ERA_DAYS | 3;
    long product = 2_939_745L * n2;
    long yearOfCentury = product >>> 32;
    int dayOfYear = (int) ((product & 0xFFFF_FFFFL) / 2_939_745L >>> 2);
    int n3 = 2_141 * dayOfYear + 197_913;
    int month = n3 >>> 16;
    int day = (n3 & 0xFFFF) / 2_141 + 1;
    // Days from the 306th on, counted from March, belong to the next year.
    int late = dayOfYear >= 306 ? 1 : 0;
    long year = 100 * century + yearOfCentury - FAST_YEARS + late;
    return year << 9 | (long) (month - 12 * late) << 5 | day;
  }

  private static long anyFields(long days) {
    long shifted = days + DAYS_TO_1970;
    long era = Math.floorDiv(shifted, (long) ERA_DAYS);
    int dayOfEra = (int) (shifted - era * ERA_DAYS);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year << 9 | (long) month << 5 | day;
  }

  public static long year(long fields) {
    return fields >> 9;
  }

  public static int month(long fields) {
    return (int) (fields >> 5 & 15);
  }

  public static int day(long fields) {
    return (int) (fields & 31);
  }

  public static boolean isLeap(long year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  public static int daysOfMonth(long year, int month) {
    return month == 2 ? (isLeap(year) ? 29 : 28) : 30 + (month + (month >> 3) & 1);
  }

  /// Day of the week from 1 (Monday) to 7.
  public static int isoDayOfWeek(long days) {
    return (int) Math.floorMod(days + 3, 7L) + 1;
  }

  public static int dayOfYear(long days) {
    return (int) (days - toDays(year(toFields(days)), 1, 1)) + 1;
  }

  /// The year of the ISO week that holds the day: the year of that week's Thursday.
  public static long isoYear(long days) {
    return year(toFields(days - isoDayOfWeek(days) + 4));
  }

  public static int isoWeek(long days) {
    long thursday = days - isoDayOfWeek(days) + 4;
    return (dayOfYear(thursday) - 1) / 7 + 1;
  }

  /// The day `months` later; the last day of that month when it is shorter.
  public static long plusMonths(long days, long months) {
    long fields = toFields(days);
    long total = year(fields) * 12 + month(fields) - 1 + months;
    long year = Math.floorDiv(total, 12L);
    int month = (int) Math.floorMod(total, 12L) + 1;
    return toDays(year, month, Math.min(day(fields), daysOfMonth(year, month)));
  }
}
