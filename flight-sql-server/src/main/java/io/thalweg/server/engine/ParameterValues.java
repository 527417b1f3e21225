package io.thalweg.server.engine;

import io.thalweg.core.data.Values;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Clients' parameter values as literals of the types a plan wants.
final class ParameterValues {
  private ParameterValues() {}

  /// @throws ThalwegException PARAMETER_MISMATCH naming the parameter
  static List<Literal> bind(List<DataType> types, List<? extends @Nullable Object> values) {
    if (types.size() != values.size()) {
      throw new ThalwegException(
          ErrorCode.PARAMETER_MISMATCH,
          "the statement has " + types.size() + " parameters, not " + values.size());
    }
    List<Literal> literals = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      literals.add(literal(i, types.get(i), values.get(i)));
    }
    return literals;
  }

  /// The values of `?` in LIMIT and OFFSET, by parameter; NULL limits nothing and has none.
  ///
  /// @param which of the parameters they are, counted from 0
  /// @throws ThalwegException PARAMETER_MISMATCH for a negative one
  static Map<Integer, Long> counts(Set<Integer> which, List<Literal> parameters) {
    Map<Integer, Long> counts = new HashMap<>();
    for (int index : which) {
      if (parameters.get(index).value() instanceof Long count) {
        if (count < 0) {
          throw new ThalwegException(
              ErrorCode.PARAMETER_MISMATCH,
              "parameter "
                  + (index + 1)
                  + " counts rows, for LIMIT or OFFSET, and cannot be "
                  + count);
        }
        counts.put(index, count);
      }
    }
    return counts;
  }

  private static Literal literal(int index, DataType type, @Nullable Object value) {
    if (value == null) {
      return new Literal(type, null);
    }
    try {
      Object converted =
          Values.javaClass(type).isInstance(value) && !(type instanceof DecimalType)
              ? value
              : convert(type, value);
      return new Literal(type, converted);
    } catch (ArithmeticException
        | IllegalArgumentException
        | ClassCastException
        | DateTimeParseException e) {
      throw new ThalwegException(
          ErrorCode.PARAMETER_MISMATCH,
          "parameter "
              + (index + 1)
              + " is a "
              + type.sql()
              + "; "
              + value
              + " ("
              + value.getClass().getSimpleName()
              + ") does not fit",
          e);
    }
  }

  private static Object convert(DataType type, Object value) {
    if (type instanceof DecimalType decimal) {
      return number(value).setScale(decimal.scale(), RoundingMode.UNNECESSARY);
    }
    if (type instanceof TimestampType timestamp) {
      LocalDateTime local = local(value);
      return timestamp.withTimeZone() ? local.toInstant(ZoneOffset.UTC) : local;
    }
    return type instanceof SimpleType simple ? simple(simple, value) : value;
  }

  private static Object simple(SimpleType type, Object value) {
    return switch (type) {
      case TINYINT -> (int) number(value).byteValueExact();
      case SMALLINT -> (int) number(value).shortValueExact();
      case INTEGER -> number(value).intValueExact();
      case BIGINT -> number(value).longValueExact();
      case REAL -> (double) number(value).floatValue();
      case DOUBLE -> number(value).doubleValue();
      case VARCHAR, JSON -> value.toString();
      case VARBINARY -> ByteBuffer.wrap((byte[]) value).asReadOnlyBuffer();
      case DATE ->
          value instanceof String text ? LocalDate.parse(text) : local(value).toLocalDate();
      case TIME -> LocalTime.parse(value.toString());
      case UUID -> UUID.fromString(value.toString());
      case BOOLEAN -> bool(value);
      case NULL -> throw new IllegalArgumentException("only NULL");
    };
  }

  private static Boolean bool(Object value) {
    return switch (value.toString()) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new IllegalArgumentException("no boolean");
    };
  }

  private static LocalDateTime local(Object value) {
    return switch (value) {
      case LocalDateTime local -> local;
      case LocalDate date -> date.atStartOfDay();
      case Instant instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
      default -> LocalDateTime.parse(value.toString().replace(' ', 'T'));
    };
  }

  private static BigDecimal number(Object value) {
    return switch (value) {
      case BigDecimal decimal -> decimal;
      case BigInteger integer -> new BigDecimal(integer);
      case Integer integer -> BigDecimal.valueOf(integer);
      case Long integer -> BigDecimal.valueOf(integer);
      case Boolean truth -> throw new ClassCastException(truth + " is no number");
      default -> new BigDecimal(value.toString());
    };
  }
}
