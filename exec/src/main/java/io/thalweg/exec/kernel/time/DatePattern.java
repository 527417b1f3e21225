package io.thalweg.exec.kernel.time;

import io.thalweg.exec.kernel.Failure;
import io.thalweg.exec.kernel.time.PatternToken.Field;
import java.util.List;
import java.util.Locale;

/// A pattern of `to_char`, `to_date` and `to_timestamp`. Immutable.
final class DatePattern {
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
  private static final int NAME_WIDTH = 9;
  private static final long MICROS = Calendar.MICROS_PER_SECOND;

  private final String pattern;
  private final List<PatternToken> tokens;

  DatePattern(String pattern) {
    this.pattern = pattern;
    this.tokens = PatternToken.parse(pattern);
  }

  String pattern() {
    return pattern;
  }

  String format(long day, long micros) {
    StringBuilder out = new StringBuilder();
    for (PatternToken token : tokens) {
      out.append(format(token, day, micros));
    }
    return out.toString();
  }

  private static String format(PatternToken token, long day, long micros) {
    long fields = Calendar.toFields(day);
    long year = Calendar.year(fields);
    int month = Calendar.month(fields);
    int hour = (int) (micros / (3_600 * MICROS));
    int weekday = Calendar.isoDayOfWeek(day);
    return switch (token.field()) {
      case LITERAL -> token.text();
      case YEAR4 -> number(token, year, 4);
      case ISO_YEAR -> number(token, Calendar.isoYear(day), 4);
      case YEAR3 -> number(token, Math.floorMod(year, 1000L), 3);
      case YEAR2 -> number(token, Math.floorMod(year, 100L), 2);
      case YEAR1 -> number(token, Math.floorMod(year, 10L), 1);
      case MONTH_NAME -> name(token, MONTHS.get(month - 1));
      case MONTH_SHORT -> token.inCase(MONTHS.get(month - 1).substring(0, 3));
      case MONTH -> number(token, month, 2);
      case QUARTER -> number(token, (month + 2) / 3, 1);
      case CENTURY -> number(token, Fields.ofDay(TimeUnit.CENTURY, day), 2);
      case DAY_OF_YEAR -> number(token, Calendar.dayOfYear(day), 3);
      case DAY_NAME -> name(token, DAYS.get(weekday - 1));
      case DAY_SHORT -> token.inCase(DAYS.get(weekday - 1).substring(0, 3));
      case DAY -> number(token, Calendar.day(fields), 2);
      // From Sunday, 1.
      case DAY_OF_WEEK -> number(token, weekday % 7 + 1, 1);
      case ISO_DAY -> number(token, weekday, 1);
      case ISO_WEEK -> number(token, Calendar.isoWeek(day), 2);
      case WEEK -> number(token, (Calendar.dayOfYear(day) - 1) / 7 + 1, 2);
      case HOUR24 -> number(token, hour, 2);
      case HOUR12, HOUR -> number(token, (hour + 11) % 12 + 1, 2);
      case MINUTE -> number(token, micros / (60 * MICROS) % 60, 2);
      case SECOND -> number(token, micros / MICROS % 60, 2);
      case SECOND_OF_DAY -> number(token, micros / MICROS, 1);
      case MILLIS -> number(token, micros / 1_000 % 1_000, 3);
      case MICROS -> number(token, micros % MICROS, 6);
      case MERIDIEM, MERIDIEM_PM -> token.inCase(hour < 12 ? "AM" : "PM");
      case ZONE -> token.inCase("UTC");
    };
  }

  private static String number(PatternToken token, long value, int digits) {
    if (token.compact()) {
      return Long.toString(value);
    }
    String text = Long.toString(Math.abs(value));
    return (value < 0 ? "-" : "") + "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  /// Names are as wide as the longest, unless FM says otherwise.
  private static String name(PatternToken token, String name) {
    String text = token.inCase(name);
    return token.compact() ? text : text + " ".repeat(NAME_WIDTH - text.length());
  }

  /// What [#parse] found.
  record Point(long day, long micros) {}

  /// @throws io.thalweg.core.error.ThalwegException when `text` is not written so
  Point parse(String text) {
    PatternReader reader = new PatternReader(text);
    for (PatternToken token : tokens) {
      if (!read(token, reader)) {
        throw no(text);
      }
    }
    if (!reader.isValid()) {
      throw no(text);
    }
    return new Point(reader.day(), reader.micros());
  }

  private static boolean read(PatternToken token, PatternReader reader) {
    Field field = token.field();
    return switch (field) {
      case LITERAL -> reader.skip(token.text());
      case YEAR4, ISO_YEAR -> reader.number(Field.YEAR4, 4);
      case YEAR3 -> reader.number(field, 3);
      case YEAR2, YEAR1, MONTH, DAY, MINUTE, SECOND -> reader.number(field, 2);
      case HOUR24, HOUR12, HOUR -> reader.number(field, 2);
      case DAY_OF_YEAR -> reader.number(field, 3);
      case SECOND_OF_DAY -> reader.number(field, 5);
      case MILLIS -> reader.fraction(3);
      case MICROS -> reader.fraction(6);
      case MONTH_NAME -> reader.name(Field.MONTH, MONTHS, NAME_WIDTH);
      case MONTH_SHORT -> reader.name(Field.MONTH, MONTHS, 3);
      case DAY_NAME -> reader.name(field, DAYS, NAME_WIDTH);
      case DAY_SHORT -> reader.name(field, DAYS, 3);
      case MERIDIEM, MERIDIEM_PM -> reader.name(Field.MERIDIEM, List.of("AM", "PM"), 2);
      case ZONE -> reader.name(field, List.of("UTC"), 3);
      case DAY_OF_WEEK, ISO_DAY, QUARTER -> reader.number(field, 1);
      case ISO_WEEK, WEEK, CENTURY -> reader.number(field, 2);
    };
  }

  private RuntimeException no(String text) {
    return Failure.argument(
        "'" + text + "' is not written as " + pattern.toUpperCase(Locale.ROOT) + " says");
  }
}
