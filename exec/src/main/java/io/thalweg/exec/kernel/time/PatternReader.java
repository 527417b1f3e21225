package io.thalweg.exec.kernel.time;

import io.thalweg.exec.kernel.time.PatternToken.Field;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Reads a date by the tokens of a pattern, from left to right. Used once.
final class PatternReader {
  private static final long MICROS = Calendar.MICROS_PER_SECOND;

  private final String text;
  private final Map<Field, Integer> found = new EnumMap<>(Field.class);
  private int at;
  private long fraction;

  PatternReader(String text) {
    this.text = text;
  }

  /// Whether the text goes on with `literal`; any sign stands for any other.
  boolean skip(String literal) {
    for (int i = 0; i < literal.length(); i++) {
      char wanted = literal.charAt(i);
      if (Character.isWhitespace(wanted)) {
        skipBlanks();
      } else if (at < text.length()
          && (text.charAt(at) == wanted
              || !Character.isLetterOrDigit(wanted)
                  && !Character.isLetterOrDigit(text.charAt(at)))) {
        at++;
      } else {
        return false;
      }
    }
    return true;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /// At least one and at most `digits` digits.
  boolean number(Field field, int digits) {
    skipBlanks();
    int start = at;
    int value = 0;
    while (at < text.length() && at - start < digits && isDigit(text.charAt(at))) {
      value = value * 10 + text.charAt(at++) - '0';
    }
    found.put(field, value);
    return at > start;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// Up to `digits` digits of a fraction of a second.
  boolean fraction(int digits) {
    int start = at;
    long unit = MICROS;
    long value = 0;
    while (at < text.length() && at - start < digits && isDigit(text.charAt(at))) {
      unit /= 10;
      value += (text.charAt(at++) - '0') * unit;
    }
    fraction = value;
    return at > start;
  }

  /// One of `names`, cut to `length` characters; its number from 1.
  boolean name(Field field, List<String> names, int length) {
    skipBlanks();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      int size = Math.min(length, name.length());
      if (text.regionMatches(true, at, name, 0, size)) {
        found.put(field, i + 1);
        at += size;
        return true;
      }
    }
    return false;
  }

  private int get(Field field, int otherwise) {
    return found.getOrDefault(field, otherwise);
  }

  private int year() {
    if (found.containsKey(Field.YEAR4)) {
      return get(Field.YEAR4, 1);
    }
    // Two digits stand for the years from 1970 to 2069, as in PostgreSQL.
    for (Field field : List.of(Field.YEAR3, Field.YEAR2, Field.YEAR1)) {
      if (found.containsKey(field)) {
        int year = get(field, 0);
        return field == Field.YEAR3
            ? year + (year < 520 ? 2000 : 1000)
            : year + (year < 70 ? 2000 : 1900);
      }
    }
    return 1;
  }

  private int hour() {
    if (found.containsKey(Field.HOUR24)) {
      return get(Field.HOUR24, 0);
    }
    int hour = get(Field.HOUR12, get(Field.HOUR, 0));
    return switch (get(Field.MERIDIEM, 0)) {
      case 1 -> hour % 12;
      case 2 -> hour % 12 + 12;
      default -> hour;
    };
  }

  boolean isValid() {
    int month = get(Field.MONTH, 1);
    int day = get(Field.DAY, 1);
    int dayOfYear = get(Field.DAY_OF_YEAR, 1);
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= Calendar.daysOfMonth(year(), month)
        && dayOfYear >= 1
        && dayOfYear <= (Calendar.isLeap(year()) ? 366 : 365)
        && hour() < 24
        && get(Field.MINUTE, 0) < 60
        && get(Field.SECOND, 0) < 60
        && get(Field.SECOND_OF_DAY, 0) < 86_400;
  }

  long day() {
    return found.containsKey(Field.DAY_OF_YEAR)
        ? Calendar.toDays(year(), 1, 1) + get(Field.DAY_OF_YEAR, 1) - 1
        : Calendar.toDays(year(), get(Field.MONTH, 1), get(Field.DAY, 1));
  }

  long micros() {
    long seconds =
        found.containsKey(Field.SECOND_OF_DAY)
            ? get(Field.SECOND_OF_DAY, 0)
            : (hour() * 60L + get(Field.MINUTE, 0)) * 60 + get(Field.SECOND, 0);
    return seconds * MICROS + fraction;
  }
}
