package io.thalweg.jdbc;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/// Between `java.time`, in which values travel, and the old `java.sql` classes.
final class Temporals {
  private Temporals() {}

  /// The `java.time` form of a date, time or timestamp parameter, as read in the calendar's zone.
  static @Nullable Object parameter(java.util.@Nullable Date value, @Nullable Calendar calendar) {
    if (value == null) {
      return null;
    }
    if (calendar == null) {
      if (value instanceof Date) {
        return ((Date) value).toLocalDate();
      }
      return value instanceof Time
          ? localTime((Time) value)
          : ((Timestamp) value).toLocalDateTime();
    }
    ZoneId zone = calendar.getTimeZone().toZoneId();
    Instant instant =
        value instanceof Timestamp
            ? ((Timestamp) value).toInstant()
            : Instant.ofEpochMilli(value.getTime());
    LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
    if (value instanceof Date) {
      return local.toLocalDate();
    }
    return value instanceof Time ? local.toLocalTime() : local;
  }

  private static LocalTime localTime(Time value) {
    // Time.toLocalTime drops the milliseconds.
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(value.getTime()), ZoneId.systemDefault())
        .toLocalTime();
  }

  static @Nullable LocalDateTime toLocalDateTime(Object value) {
    if (value instanceof LocalDateTime) {
      return (LocalDateTime) value;
    }
    if (value instanceof Instant) {
      return LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC);
    }
    if (value instanceof LocalDate) {
      return ((LocalDate) value).atStartOfDay();
    }
    return value instanceof LocalTime ? ((LocalTime) value).atDate(LocalDate.EPOCH) : null;
  }

  /// An absolute time stays what it is; a local one is read in the calendar's zone.
  static Timestamp toTimestamp(Object value, LocalDateTime local, @Nullable Calendar calendar) {
    if (value instanceof Instant) {
      return Timestamp.from((Instant) value);
    }
    return calendar == null
        ? Timestamp.valueOf(local)
        : Timestamp.from(local.atZone(calendar.getTimeZone().toZoneId()).toInstant());
  }

  static Date toDate(LocalDateTime local, @Nullable Calendar calendar) {
    LocalDate date = local.toLocalDate();
    return calendar == null
        ? Date.valueOf(date)
        : new Date(date.atStartOfDay(calendar.getTimeZone().toZoneId()).toInstant().toEpochMilli());
  }

  static Time toTime(LocalDateTime local, @Nullable Calendar calendar) {
    ZoneId zone = calendar == null ? ZoneId.systemDefault() : calendar.getTimeZone().toZoneId();
    return new Time(
        local.toLocalTime().atDate(LocalDate.EPOCH).atZone(zone).toInstant().toEpochMilli());
  }
}
