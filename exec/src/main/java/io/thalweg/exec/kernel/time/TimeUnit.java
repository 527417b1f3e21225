package io.thalweg.exec.kernel.time;

import io.thalweg.exec.kernel.Failure;
import java.util.Locale;

/// The units that `extract`, `date_trunc` and `date_diff` know.
public enum TimeUnit {
  MILLENNIUM,
  CENTURY,
  DECADE,
  YEAR,
  QUARTER,
  MONTH,
  WEEK,
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  MILLISECOND,
  MICROSECOND,
  /// Only for extract.
  DOW,
  ISODOW,
  DOY,
  ISOYEAR,
  EPOCH;

  /// The unit a user names: any case, singular or plural, with a few short forms.
  public static TimeUnit parse(String name) {
    String key = name.strip().toUpperCase(Locale.ROOT);
    for (TimeUnit unit : values()) {
      if (unit.name().equals(key) || (unit.name() + "S").equals(key)) {
        return unit;
      }
    }
    return switch (key) {
      case "Y", "YR", "YRS" -> YEAR;
      case "MON", "MONS" -> MONTH;
      case "W" -> WEEK;
      case "D", "DAYOFMONTH" -> DAY;
      case "H", "HR", "HRS" -> HOUR;
      case "M", "MIN", "MINS" -> MINUTE;
      case "S", "SEC", "SECS" -> SECOND;
      case "MS", "MSEC", "MSECS" -> MILLISECOND;
      case "US", "USEC", "USECS" -> MICROSECOND;
      case "DECADES", "DEC", "DECS" -> DECADE;
      case "C", "CENT", "CENTURIES" -> CENTURY;
      case "MIL", "MILS", "MILLENNIA" -> MILLENNIUM;
      case "DAYOFWEEK", "WEEKDAY" -> DOW;
      case "DAYOFYEAR" -> DOY;
      default ->
          throw Failure.argument(
              "'" + name + "' is no unit of time; write year, month, day, hour, minute or second");
    };
  }

  /// Micros of a unit of fixed length up to the week, 0 for the others.
  long micros() {
    return switch (this) {
      case WEEK -> 7 * Calendar.MICROS_PER_DAY;
      case DAY -> Calendar.MICROS_PER_DAY;
      case HOUR -> 3_600 * Calendar.MICROS_PER_SECOND;
      case MINUTE -> 60 * Calendar.MICROS_PER_SECOND;
      case SECOND -> Calendar.MICROS_PER_SECOND;
      case MILLISECOND -> 1_000;
      case MICROSECOND -> 1;
      case MILLENNIUM, CENTURY, DECADE, YEAR, QUARTER, MONTH, DOW, ISODOW, DOY, ISOYEAR, EPOCH -> 0;
    };
  }

  /// Months of a unit of whole months, 0 for the others.
  long months() {
    return switch (this) {
      case MILLENNIUM -> 12_000;
      case CENTURY -> 1_200;
      case DECADE -> 120;
      case YEAR -> 12;
      case QUARTER -> 3;
      case MONTH -> 1;
      case WEEK, DAY, HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND -> 0;
      case DOW, ISODOW, DOY, ISOYEAR, EPOCH -> 0;
    };
  }
}
