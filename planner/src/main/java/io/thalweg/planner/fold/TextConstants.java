package io.thalweg.planner.fold;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates, times and UUIDs from text, as users write them: `2024-2-9`, `13:04`, `2024-02-09
/// 13:04:05.5+02`.
public final class TextConstants {
  private static final Pattern DATE = Pattern.compile("(\\d{4,6})-(\\d{1,2})-(\\d{1,2})");
  private static final Pattern TIME =
      Pattern.compile("(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,9}))?)?");
  private static final Pattern ZONE =
      Pattern.compile("(.*?)\\s*(Z|UTC|([+-]\\d{2})(?::?(\\d{2}))?)");
  private static final int NANO_DIGITS = 9;
  private static final int NANOS_PER_MICRO = 1000;

  private TextConstants() {}

  /// @throws ThalwegException INVALID_DATETIME or INVALID_CAST when the text is none of `type`
  public static Literal parse(DataType type, String text) {
    String trimmed = text.trim();
    try {
      return switch (type) {
        case SimpleType simple when simple == SimpleType.DATE -> new Literal(type, date(trimmed));
        case SimpleType simple when simple == SimpleType.TIME -> new Literal(type, time(trimmed));
        case SimpleType simple when simple == SimpleType.UUID -> new Literal(type, uuid(trimmed));
        case TimestampType timestamp -> timestamp(timestamp, trimmed);
        default -> throw new IllegalArgumentException(type.sql());
      };
    } catch (DateTimeException e) {
      throw invalid(type, text, e);
    }
  }

  private static ThalwegException invalid(DataType type, String text, DateTimeException cause) {
    return new ThalwegException(
        ErrorCode.INVALID_DATETIME,
        "'" + text + "' is no " + type.sql() + "; write for example " + example(type),
        cause);
  }

  private static String example(DataType type) {
    if (type == SimpleType.UUID) {
      return "'123e4567-e89b-12d3-a456-426614174000'";
    }
    return type == SimpleType.DATE
        ? "'2024-02-29'"
        : type == SimpleType.TIME ? "'13:14:15'" : "'2024-02-29 13:14:15'";
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new DateTimeException(text, e);
    }
  }

  private static LocalDate date(String text) {
    Matcher matcher = DATE.matcher(text);
    if (!matcher.matches()) {
      throw new DateTimeException(text);
    }
    return LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
  }

  private static LocalTime time(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new DateTimeException(text);
    }
    int second = matcher.group(3) == null ? 0 : number(matcher, 3);
    String fraction = matcher.group(4) == null ? "0" : matcher.group(4);
    int nanos =
        Integer.parseInt(fraction + "0".repeat(Math.max(0, NANO_DIGITS - fraction.length())));
    return LocalTime.of(number(matcher, 1), number(matcher, 2), second, nanos);
  }

  private static Literal timestamp(TimestampType type, String text) {
    Matcher zoned = ZONE.matcher(text);
    boolean hasZone = text.indexOf(':') > 0 && zoned.matches();
    String local = hasZone ? zoned.group(1) : text;
    String[] parts = local.split("[ T]+", 2);
    LocalDateTime value =
        LocalDateTime.of(date(parts[0]), parts.length > 1 ? time(parts[1]) : LocalTime.MIDNIGHT);
    if (!type.isNanos()) {
      value = value.withNano(value.getNano() / NANOS_PER_MICRO * NANOS_PER_MICRO);
    }
    if (!type.withTimeZone()) {
      return new Literal(type, value);
    }
    ZoneOffset offset = hasZone ? offset(zoned) : ZoneOffset.UTC;
    return new Literal(type, OffsetDateTime.of(value, offset).toInstant());
  }

  private static ZoneOffset offset(Matcher zone) {
    if (zone.group(3) == null) {
      return ZoneOffset.UTC;
    }
    int hours = Integer.parseInt(zone.group(3));
    int minutes = zone.group(4) == null ? 0 : Integer.parseInt(zone.group(4));
    return ZoneOffset.ofHoursMinutes(hours, zone.group(3).startsWith("-") ? -minutes : minutes);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
