package io.thalweg.core.data;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The Java form of single SQL values: literals, parameters, statistics, tests. Never per row.
///
/// | type | Java form |
/// |---|---|
/// | BOOLEAN | `Boolean` |
/// | TINYINT, SMALLINT, INTEGER | `Integer` |
/// | BIGINT | `Long` |
/// | REAL, DOUBLE | `Double` |
/// | DECIMAL(p, s) | `BigDecimal` of scale s |
/// | VARCHAR, JSON | `String` |
/// | VARBINARY | read-only `ByteBuffer` |
/// | DATE, TIME | `LocalDate`, `LocalTime` |
/// | TIMESTAMP, with zone | `LocalDateTime`, `Instant` |
/// | INTERVAL months, micros | `Period` (months), `Duration` |
/// | UUID | `UUID` |
/// | ARRAY, ROW | `List` (elements may be null) |
/// | MAP | `Map` in entry order |
public final class Values {
  private Values() {}

  /// @throws IllegalArgumentException when `value` is not the Java form of `type`
  public static void check(DataType type, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (!javaClass(type).isInstance(value)
        || (type instanceof DecimalType decimal
            && ((BigDecimal) value).scale() != decimal.scale())) {
      throw new IllegalArgumentException(
          value + " (" + value.getClass().getSimpleName() + ") is no " + type.sql());
    }
  }

  /// The class of the Java form.
  public static Class<?> javaClass(DataType type) {
    return switch (type) {
      case SimpleType simple ->
          switch (simple) {
            case BOOLEAN -> Boolean.class;
            case TINYINT, SMALLINT, INTEGER -> Integer.class;
            case BIGINT -> Long.class;
            case REAL, DOUBLE -> Double.class;
            case VARCHAR, JSON -> String.class;
            case VARBINARY -> ByteBuffer.class;
            case DATE -> LocalDate.class;
            case TIME -> LocalTime.class;
            case UUID -> UUID.class;
            case NULL -> Void.class;
          };
      case DecimalType _ -> BigDecimal.class;
      case TimestampType timestamp ->
          timestamp.withTimeZone() ? Instant.class : LocalDateTime.class;
      case IntervalType interval ->
          interval == IntervalType.YEAR_MONTH ? Period.class : Duration.class;
      case ArrayType _, RowType _ -> List.class;
      case MapType _ -> Map.class;
    };
  }

  /// A text that [#parse] reads back; for plans, not for users.
  ///
  /// @throws ThalwegException FEATURE_NOT_SUPPORTED for nested types, which have no literals
  public static String format(DataType type, Object value) {
    return switch (type) {
      case DecimalType _ -> ((BigDecimal) value).toPlainString();
      case SimpleType simple when simple == SimpleType.VARBINARY -> hex((ByteBuffer) value);
      case ArrayType _, RowType _, MapType _ -> throw noText(type);
      case SimpleType _, TimestampType _, IntervalType _ -> value.toString();
    };
  }

  /// Reads what [#format] wrote.
  public static Object parse(DataType type, String text) {
    return switch (type) {
      case SimpleType simple -> parseSimple(simple, text);
      case DecimalType _ -> new BigDecimal(text);
      case TimestampType timestamp ->
          timestamp.withTimeZone() ? Instant.parse(text) : LocalDateTime.parse(text);
      case IntervalType interval ->
          interval == IntervalType.YEAR_MONTH ? Period.parse(text) : Duration.parse(text);
      case ArrayType _, RowType _, MapType _ -> throw noText(type);
    };
  }

  private static Object parseSimple(SimpleType type, String text) {
    return switch (type) {
      case BOOLEAN -> Boolean.valueOf(text);
      case TINYINT, SMALLINT, INTEGER -> Integer.valueOf(text);
      case BIGINT -> Long.valueOf(text);
      case REAL, DOUBLE -> Double.valueOf(text);
      case VARCHAR, JSON -> text;
      case VARBINARY -> ByteBuffer.wrap(HexFormat.of().parseHex(text)).asReadOnlyBuffer();
      case DATE -> LocalDate.parse(text);
      case TIME -> LocalTime.parse(text);
      case UUID -> UUID.fromString(text);
      case NULL -> throw noText(type);
    };
  }

  private static String hex(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static ThalwegException noText(DataType type) {
    return new ThalwegException(
        ErrorCode.FEATURE_NOT_SUPPORTED,
        "a value of type " + type.sql() + " has no literal form; build it with ARRAY[…] or ROW(…)");
  }
}
