package io.thalweg.planner.validate.syntax;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.planner.fold.TextConstants;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.util.BitString;
import org.apache.calcite.util.NlsString;

/// Literals as written.
public final class Literals {
  private static final BigInteger INT_MAX = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final BigInteger INT_MIN = BigInteger.valueOf(Integer.MIN_VALUE);
  private static final int BIGINT_BITS = 63;

  private Literals() {}

  /// Whether the context decides the literal's type: NULL and quoted strings.
  public static boolean isUntyped(SqlLiteral literal) {
    return switch (literal.getTypeName()) {
      case NULL, CHAR, VARCHAR -> true;
      default -> false;
    };
  }

  /// The value of a literal.
  ///
  /// @throws ThalwegException with the position, for a text that its type cannot hold
  public static Literal of(SqlLiteral literal) {
    return switch (literal) {
      case SqlUnknownLiteral tagged -> tagged(tagged);
      case SqlNumericLiteral number -> number(number, false);
      case SqlIntervalLiteral interval -> IntervalLiterals.of(interval);
      default -> plain(literal);
    };
  }

  private static Literal plain(SqlLiteral literal) {
    return switch (literal.getTypeName()) {
      case NULL -> new Literal(SimpleType.NULL, null);
      case BOOLEAN -> literal.booleanValue() ? Literal.TRUE : Literal.FALSE;
      case CHAR, VARCHAR ->
          new Literal(SimpleType.VARCHAR, literal.getValueAs(NlsString.class).getValue());
      case BINARY, VARBINARY ->
          new Literal(
              SimpleType.VARBINARY,
              ByteBuffer.wrap(literal.getValueAs(BitString.class).getAsByteArray())
                  .asReadOnlyBuffer());
      case DATE -> text(literal, SimpleType.DATE, literal.toValue());
      case TIME -> text(literal, SimpleType.TIME, literal.toValue());
      case TIMESTAMP ->
          text(literal, timestamp(String.valueOf(literal.toValue()), false), literal.toValue());
      case UUID -> text(literal, SimpleType.UUID, literal.toValue());
      default ->
          throw Positions.error(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              literal,
              "the literal " + literal + " is not supported; write it as a cast of a string");
    };
  }

  /// A number, negated if so: `-9223372036854775808` is one literal.
  public static Literal number(SqlNumericLiteral literal, boolean negated) {
    BigDecimal value = literal.bigDecimalValue();
    BigDecimal signed = negated ? value.negate() : value;
    return literal.isExact() ? exact(literal, signed) : approximate(literal, signed);
  }

  private static Literal approximate(SqlLiteral literal, BigDecimal value) {
    double number = value.doubleValue();
    if (Double.isInfinite(number)) {
      throw Positions.error(
          ErrorCode.NUMERIC_OUT_OF_RANGE, literal, "the number is out of the range of DOUBLE");
    }
    return new Literal(SimpleType.DOUBLE, number);
  }

  private static Literal exact(SqlLiteral literal, BigDecimal value) {
    if (value.scale() <= 0) {
      BigInteger integer = value.toBigInteger();
      if (integer.compareTo(INT_MIN) >= 0 && integer.compareTo(INT_MAX) <= 0) {
        return new Literal(SimpleType.INTEGER, integer.intValue());
      }
      if (integer.bitLength() <= BIGINT_BITS) {
        return new Literal(SimpleType.BIGINT, integer.longValue());
      }
    }
    BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
    int precision = Math.max(plain.precision(), plain.scale());
    if (precision > DecimalType.MAX_PRECISION) {
      if (plain.precision() - plain.scale() <= DecimalType.MAX_PRECISION) {
        return approximate(literal, value);
      }
      throw Positions.error(
          ErrorCode.NUMERIC_OUT_OF_RANGE,
          literal,
          "a number has at most 38 digits; write 1e50 for a DOUBLE");
    }
    return new Literal(new DecimalType(Math.max(1, precision), plain.scale()), plain);
  }

  /// `DATE '…'` and the like, which the parser leaves as they are.
  private static Literal tagged(SqlUnknownLiteral literal) {
    String value = literal.getValue();
    return switch (literal.tag.toUpperCase(Locale.ROOT)) {
      case "DATE" -> text(literal, SimpleType.DATE, value);
      case "TIME" -> text(literal, SimpleType.TIME, value);
      case "TIMESTAMP", "DATETIME" -> text(literal, timestamp(value, false), value);
      case "TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITH LOCAL TIME ZONE", "TIMESTAMPTZ" ->
          text(literal, timestamp(value, true), value);
      case "UUID" -> text(literal, SimpleType.UUID, value);
      default ->
          throw Positions.error(
              ErrorCode.UNKNOWN_TYPE, literal, "there are no literals of type " + literal.tag);
    };
  }

  /// Micros, or nanos when the text has more than six digits behind the second.
  private static TimestampType timestamp(String text, boolean zone) {
    int dot = text.indexOf('.');
    int digits = 0;
    while (dot >= 0
        && dot + 1 + digits < text.length()
        && Character.isDigit(text.charAt(dot + 1 + digits))) {
      digits++;
    }
    return new TimestampType(digits > 6 ? 9 : 6, zone);
  }

  private static Literal text(
      SqlLiteral literal, DataType type, @org.jspecify.annotations.Nullable String text) {
    try {
      return TextConstants.parse(type, String.valueOf(text));
    } catch (ThalwegException e) {
      throw Positions.error(e.code(), literal, String.valueOf(e.getMessage()));
    }
  }
}
