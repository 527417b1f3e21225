package io.thalweg.planner.convert;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.validate.calcite.CoreTypes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;

/// Literals that Calcite itself makes: `VALUES (0)`, TRUE, frame offsets.
final class CalciteLiterals {
  private CalciteLiterals() {}

  static DataType type(RelDataType type) {
    return CoreTypes.toCore(type);
  }

  static Typed of(RexLiteral literal) {
    if (literal.isNull()) {
      return new Typed(new Literal(SimpleType.NULL, null), true);
    }
    return switch (literal.getTypeName()) {
      case BOOLEAN ->
          Typed.of(
              Boolean.TRUE.equals(literal.getValueAs(Boolean.class))
                  ? Literal.TRUE
                  : Literal.FALSE);
      case CHAR, VARCHAR ->
          new Typed(new Literal(SimpleType.VARCHAR, literal.getValueAs(String.class)), true);
      default -> Typed.of(number(literal));
    };
  }

  private static Literal number(RexLiteral literal) {
    BigDecimal value = literal.getValueAs(BigDecimal.class);
    if (value == null) {
      throw new ThalwegException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "the literal " + literal + " is not supported");
    }
    return switch (type(literal.getType())) {
      case IntervalType interval when interval == IntervalType.YEAR_MONTH ->
          new Literal(interval, Period.ofMonths(value.intValueExact()));
      case IntervalType interval ->
          new Literal(interval, Duration.ofMillis(value.longValueExact()));
      case DecimalType decimal -> new Literal(decimal, value.setScale(decimal.scale()));
      case SimpleType simple when simple == SimpleType.BIGINT ->
          new Literal(simple, value.longValueExact());
      case SimpleType simple when simple.isInteger() -> new Literal(simple, value.intValueExact());
      default -> new Literal(SimpleType.DOUBLE, value.doubleValue());
    };
  }
}
