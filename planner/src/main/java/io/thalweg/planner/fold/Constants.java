package io.thalweg.planner.fold;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.TimestampType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Calls whose arguments are constants. What could fail at run time is left to run time, because
/// its rows may never come.
final class Constants {
  private Constants() {}

  /// The call's value, when all arguments are literals and the function is one of those that plans
  /// gain from.
  static Optional<Literal> evaluate(Call call) {
    List<Literal> arguments =
        call.children().stream()
            .filter(Literal.class::isInstance)
            .map(Literal.class::cast)
            .toList();
    if (arguments.size() != call.children().size() || arguments.isEmpty()) {
      return Optional.empty();
    }
    Object first = arguments.getFirst().value();
    return switch (call.function()) {
      case "is_null" -> Optional.of(bool(first == null));
      case "is_not_null" -> Optional.of(bool(first != null));
      case "add", "subtract", "multiply", "negate", "eq", "ne", "lt", "le", "gt", "ge" ->
          arguments.stream().anyMatch(Literal::isNull)
              ? Optional.of(new Literal(call.type(), null))
              : Optional.ofNullable(strict(call, arguments));
      default -> Optional.empty();
    };
  }

  private static Literal bool(boolean value) {
    return value ? Literal.TRUE : Literal.FALSE;
  }

  private static @Nullable Literal strict(Call call, List<Literal> arguments) {
    Object left = arguments.getFirst().value();
    Object right = arguments.getLast().value();
    return switch (call.function()) {
      case "negate" -> number(call.type(), decimal(left), BigDecimal.ZERO, "negate");
      case "add", "subtract", "multiply" -> arithmetic(call, left, right);
      default -> comparison(call.function(), arguments);
    };
  }

  private static @Nullable Literal arithmetic(
      Call call, @Nullable Object left, @Nullable Object right) {
    BigDecimal a = decimal(left);
    BigDecimal b = decimal(right);
    if (a != null && b != null) {
      return number(call.type(), a, b, call.function());
    }
    boolean plus = call.function().equals("add");
    if (call.function().equals("multiply")) {
      return null;
    }
    if (right instanceof TemporalAmount by) {
      return moved(call.type(), left, by, plus);
    }
    return plus && left instanceof TemporalAmount by ? moved(call.type(), right, by, true) : null;
  }

  private static @Nullable BigDecimal decimal(@Nullable Object value) {
    return switch (value) {
      case Integer number -> BigDecimal.valueOf(number);
      case Long number -> BigDecimal.valueOf(number);
      case BigDecimal number -> number;
      case null, default -> null;
    };
  }

  private static @Nullable Literal number(
      DataType type, @Nullable BigDecimal a, BigDecimal b, String function) {
    if (a == null || !(type.isInteger() || type instanceof DecimalType)) {
      return null;
    }
    BigDecimal value =
        switch (function) {
          case "add" -> a.add(b);
          case "subtract" -> a.subtract(b);
          case "multiply" -> a.multiply(b);
          default -> a.negate();
        };
    int scale = type instanceof DecimalType decimal ? decimal.scale() : 0;
    if (value.stripTrailingZeros().scale() > scale) {
      return null;
    }
    return Casts.fold(new Literal(wide(value), value), type).orElse(null);
  }

  private static DataType wide(BigDecimal value) {
    int scale = Math.max(0, value.scale());
    return new DecimalType(
        Math.min(DecimalType.MAX_PRECISION, Math.max(value.precision(), scale) + 1),
        Math.min(DecimalType.MAX_PRECISION, scale));
  }

  /// A date or timestamp moved by an interval.
  private static @Nullable Literal moved(
      DataType type, @Nullable Object point, TemporalAmount by, boolean plus) {
    if (!(type instanceof TimestampType timestamp) || timestamp.withTimeZone()) {
      return null;
    }
    LocalDateTime start =
        switch (point) {
          case LocalDate date -> date.atStartOfDay();
          case LocalDateTime time -> time;
          case null, default -> null;
        };
    if (start == null || !(by instanceof Period || by instanceof Duration)) {
      return null;
    }
    try {
      return new Literal(type, plus ? start.plus(by) : start.minus(by));
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static @Nullable Literal comparison(String function, List<Literal> arguments) {
    Integer order = compare(arguments.getFirst().value(), arguments.getLast().value());
    if (order == null) {
      return null;
    }
    return bool(
        switch (function) {
          case "eq" -> order == 0;
          case "ne" -> order != 0;
          case "lt" -> order < 0;
          case "le" -> order <= 0;
          case "gt" -> order > 0;
          default -> order >= 0;
        });
  }

  private static @Nullable Integer compare(@Nullable Object left, @Nullable Object right) {
    BigDecimal a = decimal(left);
    BigDecimal b = decimal(right);
    if (a != null && b != null) {
      return a.compareTo(b);
    }
    return switch (left) {
      case LocalDate date when right instanceof LocalDate other -> date.compareTo(other);
      case LocalDateTime time when right instanceof LocalDateTime other -> time.compareTo(other);
      case Boolean flag when right instanceof Boolean other -> flag.compareTo(other);
      case String text when right instanceof String other && text.equals(other) -> 0;
      case null, default -> null;
    };
  }
}
