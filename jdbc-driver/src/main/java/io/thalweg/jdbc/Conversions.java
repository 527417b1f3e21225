package io.thalweg.jdbc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Conversions of the values [ArrowValues] reads into what a getter asks for.
final class Conversions {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(java.util.Locale.ROOT);

  private Conversions() {}

  static String toText(Object value) {
    if (value instanceof BigDecimal) {
      return ((BigDecimal) value).toPlainString();
    }
    if (value instanceof byte[]) {
      return "\\x" + HexFormat.of().formatHex((byte[]) value);
    }
    if (value instanceof LocalTime) {
      return TIME.format((LocalTime) value);
    }
    if (value instanceof LocalDateTime) {
      LocalDateTime time = (LocalDateTime) value;
      return time.toLocalDate() + " " + TIME.format(time.toLocalTime());
    }
    if (value instanceof Instant) {
      return toText(LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC)) + "+00";
    }
    if (value instanceof Period || value instanceof Duration) {
      return Intervals.format(value);
    }
    return nestedText(value);
  }

  private static String nestedText(Object value) {
    if (value instanceof List) {
      return ((List<?>) value)
          .stream().map(Conversions::elementText).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map) {
      return ((Map<?, ?>) value)
          .entrySet().stream()
              .map(e -> elementText(e.getKey()) + ": " + elementText(e.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
    }
    return value.toString();
  }

  private static String elementText(@Nullable Object value) {
    return value == null ? "NULL" : toText(value);
  }

  static long toLong(Object value, long min, long max, String target) throws SQLException {
    long result;
    if (value instanceof Integer || value instanceof Long) {
      result = ((Number) value).longValue();
    } else {
      BigDecimal exact = toDecimal(value, target).setScale(0, RoundingMode.DOWN);
      if (exact.compareTo(BigDecimal.valueOf(min)) < 0
          || exact.compareTo(BigDecimal.valueOf(max)) > 0) {
        throw outOfRange(value, target);
      }
      result = exact.longValue();
    }
    if (result < min || result > max) {
      throw outOfRange(value, target);
    }
    return result;
  }

  private static SQLException outOfRange(Object value, String target) {
    return new ThalwegSqlException(
        "NUMERIC_OUT_OF_RANGE",
        "22003",
        value + " does not fit " + target + "; read it with getLong or getBigDecimal",
        null);
  }

  static double toDouble(Object value) throws SQLException {
    if (value instanceof Number) {
      return ((Number) value).doubleValue();
    }
    return value instanceof String
        ? parseDouble((String) value)
        : toDecimal(value, "double").doubleValue();
  }

  private static double parseDouble(String text) throws SQLException {
    try {
      return Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      throw ThalwegSqlException.conversion(text, "double");
    }
  }

  static BigDecimal toDecimal(Object value, String target) throws SQLException {
    try {
      if (value instanceof BigDecimal) {
        return (BigDecimal) value;
      }
      if (value instanceof Integer || value instanceof Long) {
        return BigDecimal.valueOf(((Number) value).longValue());
      }
      if (value instanceof Double) {
        return new BigDecimal(value.toString());
      }
      if (value instanceof Boolean) {
        return (Boolean) value ? BigDecimal.ONE : BigDecimal.ZERO;
      }
      if (value instanceof String) {
        return new BigDecimal(((String) value).trim());
      }
    } catch (NumberFormatException e) {
      throw ThalwegSqlException.conversion(value, target);
    }
    throw ThalwegSqlException.conversion(value, target);
  }

  static boolean toBoolean(Object value) throws SQLException {
    if (value instanceof Boolean) {
      return (Boolean) value;
    }
    if (value instanceof String) {
      String text = ((String) value).trim().toLowerCase(java.util.Locale.ROOT);
      if (List.of("true", "t", "1", "yes", "on").contains(text)) {
        return true;
      }
      if (List.of("false", "f", "0", "no", "off").contains(text)) {
        return false;
      }
    }
    return toDecimal(value, "boolean").signum() != 0;
  }

  static byte[] toBytes(Object value) {
    if (value instanceof byte[]) {
      return (byte[]) value;
    }
    return toText(value).getBytes(StandardCharsets.UTF_8);
  }

  /// @throws SQLException INVALID_CAST when the value has no such form
  static <T> T toClass(Object value, Class<T> target) throws SQLException {
    @Nullable Object result = target.isInstance(value) ? value : converted(value, target);
    if (result == null) {
      throw ThalwegSqlException.conversion(value, target.getSimpleName());
    }
    return target.cast(result);
  }

  private static @Nullable Object converted(Object value, Class<?> target) throws SQLException {
    if (target == String.class) {
      return toText(value);
    }
    if (target == Long.class) {
      return toLong(value, Long.MIN_VALUE, Long.MAX_VALUE, "Long");
    }
    if (target == Integer.class) {
      return (int) toLong(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "Integer");
    }
    if (target == Short.class) {
      return (short) toLong(value, Short.MIN_VALUE, Short.MAX_VALUE, "Short");
    }
    if (target == Byte.class) {
      return (byte) toLong(value, Byte.MIN_VALUE, Byte.MAX_VALUE, "Byte");
    }
    if (target == Double.class) {
      return toDouble(value);
    }
    if (target == Float.class) {
      return (float) toDouble(value);
    }
    if (target == BigDecimal.class) {
      return toDecimal(value, "BigDecimal");
    }
    if (target == Boolean.class) {
      return toBoolean(value);
    }
    if (target == UUID.class) {
      return toUuid(value);
    }
    return target == byte[].class ? toBytes(value) : temporal(value, target);
  }

  private static @Nullable UUID toUuid(Object value) {
    try {
      return value instanceof String ? UUID.fromString((String) value) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable Object temporal(Object value, Class<?> target) {
    @Nullable LocalDateTime local = Temporals.toLocalDateTime(value);
    if (local == null) {
      return null;
    }
    if (target == LocalDate.class) {
      return local.toLocalDate();
    }
    if (target == LocalTime.class) {
      return local.toLocalTime();
    }
    if (target == LocalDateTime.class) {
      return local;
    }
    if (target == Instant.class) {
      return local.toInstant(ZoneOffset.UTC);
    }
    if (target == OffsetDateTime.class) {
      return local.atOffset(ZoneOffset.UTC);
    }
    if (target == java.sql.Timestamp.class) {
      return Temporals.toTimestamp(value, local, null);
    }
    if (target == java.sql.Date.class) {
      return Temporals.toDate(local, null);
    }
    return target == java.sql.Time.class ? Temporals.toTime(local, null) : null;
  }
}
