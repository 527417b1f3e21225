package io.thalweg.planner.fold;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Casts of constants, where the outcome is beyond doubt.
public final class Casts {
  private Casts() {}

  /// The constant as a value of `target`; empty when execution has to decide.
  ///
  /// @throws ThalwegException INVALID_CAST or INVALID_DATETIME for a text that is no `target`
  public static Optional<Literal> fold(Literal literal, DataType target) {
    Object value = literal.value();
    if (value == null) {
      return Optional.of(new Literal(target, null));
    }
    if (literal.type().equals(target)) {
      return Optional.of(literal);
    }
    return switch (value) {
      case String text when literal.type() == SimpleType.VARCHAR -> ofText(text, target);
      case Integer number -> ofNumber(BigDecimal.valueOf(number), target);
      case Long number -> ofNumber(BigDecimal.valueOf(number), target);
      case BigDecimal number -> ofNumber(number, target);
      case LocalDate date when target instanceof TimestampType timestamp ->
          timestamp.withTimeZone()
              ? Optional.empty()
              : Optional.of(new Literal(target, date.atStartOfDay()));
      default -> Optional.empty();
    };
  }

  private static Optional<Literal> ofNumber(BigDecimal number, DataType target) {
    return Optional.ofNullable(numeric(number, target)).map(value -> new Literal(target, value));
  }

  private static @Nullable Object numeric(BigDecimal number, DataType target) {
    return switch (target) {
      case DecimalType decimal -> decimal(number, decimal);
      case SimpleType simple ->
          switch (simple) {
            case TINYINT -> whole(number, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> whole(number, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> whole(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> bigint(number);
            case DOUBLE -> number.doubleValue();
            case REAL -> (double) number.floatValue();
            default -> null;
          };
      default -> null;
    };
  }

  private static @Nullable BigDecimal decimal(BigDecimal number, DecimalType target) {
    BigDecimal scaled = number.setScale(target.scale(), RoundingMode.HALF_UP);
    return scaled.precision() <= target.precision() ? scaled : null;
  }

  private static @Nullable Integer whole(BigDecimal number, int min, int max) {
    BigDecimal rounded = number.setScale(0, RoundingMode.HALF_UP);
    boolean fits =
        rounded.compareTo(BigDecimal.valueOf(min)) >= 0
            && rounded.compareTo(BigDecimal.valueOf(max)) <= 0;
    return fits ? rounded.intValueExact() : null;
  }

  private static @Nullable Long bigint(BigDecimal number) {
    BigDecimal rounded = number.setScale(0, RoundingMode.HALF_UP);
    return rounded.toBigInteger().bitLength() < Long.SIZE ? rounded.longValueExact() : null;
  }

  private static Optional<Literal> ofText(String text, DataType target) {
    return switch (target) {
      case TimestampType _ -> Optional.of(TextConstants.parse(target, text));
      case DecimalType _ -> number(text, target);
      case SimpleType simple ->
          switch (simple) {
            case DATE, TIME, UUID -> Optional.of(TextConstants.parse(target, text));
            case TINYINT, SMALLINT, INTEGER, BIGINT -> number(text, target);
            case BOOLEAN -> bool(text);
            default -> Optional.empty();
          };
      default -> Optional.empty();
    };
  }

  private static Optional<Literal> bool(String text) {
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1" -> Optional.of(Literal.TRUE);
      case "false", "f", "no", "n", "off", "0" -> Optional.of(Literal.FALSE);
      default -> throw invalid(text, SimpleType.BOOLEAN, null);
    };
  }

  private static Optional<Literal> number(String text, DataType target) {
    try {
      return ofNumber(new BigDecimal(text.trim()), target);
    } catch (NumberFormatException e) {
      throw invalid(text, target, e);
    }
  }

  private static ThalwegException invalid(
      String text, DataType target, @Nullable NumberFormatException cause) {
    return new ThalwegException(
        ErrorCode.INVALID_CAST, "'" + text + "' is no " + target.sql(), cause);
  }
}
