package io.thalweg.planner.fold;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Cast;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Comparisons of a widened value with a constant, as comparisons of the value itself: only those
/// can prune files and run on dictionaries.
final class Comparisons {
  private static final Map<String, String> TURNED =
      Map.of("eq", "eq", "ne", "ne", "lt", "gt", "le", "ge", "gt", "lt", "ge", "le");

  private Comparisons() {}

  /// `cast(x) < constant` as `x < constant`, with the constant on the right.
  static Expression unwrap(Call call) {
    if (!TURNED.containsKey(call.function())) {
      return call;
    }
    Expression left = call.children().get(0);
    Expression right = call.children().get(1);
    if (left instanceof Literal && !(right instanceof Literal)) {
      String turned = TURNED.get(call.function());
      return unwrap(new Call(turned, List.of(right, left), SimpleType.BOOLEAN));
    }
    if (left instanceof Cast cast
        && !cast.safe()
        && right instanceof Literal literal
        && literal.value() != null) {
      return unwrap(call, cast, literal);
    }
    return call;
  }

  private static Expression unwrap(Call call, Cast cast, Literal literal) {
    DataType own = cast.input().type();
    if (own == SimpleType.DATE && literal.type() instanceof TimestampType timestamp) {
      return timestamp.withTimeZone()
          ? call
          : ofDate(call, cast.input(), (LocalDateTime) literal.value());
    }
    if (!isWidening(own, cast.type())) {
      return call;
    }
    return exact(literal, own)
        .<Expression>map(
            narrow -> new Call(call.function(), List.of(cast.input(), narrow), call.type()))
        .orElse(call);
  }

  private static boolean isWidening(DataType from, DataType to) {
    if (from.isInteger()) {
      return to.isInteger() || to instanceof DecimalType;
    }
    return from instanceof DecimalType a
        && to instanceof DecimalType b
        && b.scale() >= a.scale()
        && b.precision() - b.scale() >= a.precision() - a.scale();
  }

  /// The same number as a value of `type`, when it is one.
  private static Optional<Literal> exact(Literal literal, DataType type) {
    BigDecimal value = number(literal.value());
    if (value == null) {
      return Optional.empty();
    }
    return Casts.fold(literal, type)
        .filter(
            narrow -> {
              BigDecimal same = number(narrow.value());
              return same != null && same.compareTo(value) == 0;
            });
  }

  private static @Nullable BigDecimal number(@Nullable Object value) {
    return switch (value) {
      case Integer number -> BigDecimal.valueOf(number);
      case Long number -> BigDecimal.valueOf(number);
      case BigDecimal number -> number;
      case null, default -> null;
    };
  }

  private static Expression ofDate(Call call, Expression date, @Nullable LocalDateTime point) {
    if (point == null) {
      return call;
    }
    Literal day = new Literal(SimpleType.DATE, point.toLocalDate());
    if (point.toLocalTime().equals(LocalTime.MIDNIGHT)) {
      return new Call(call.function(), List.of(date, day), call.type());
    }
    return switch (call.function()) {
      case "lt", "le" -> new Call("le", List.of(date, day), call.type());
      case "gt", "ge" -> new Call("gt", List.of(date, day), call.type());
      default -> call;
    };
  }
}
