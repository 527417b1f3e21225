package io.thalweg.planner.validate.syntax;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.IntervalType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;

/// `INTERVAL '…' unit`, with micros.
public final class IntervalLiterals {
  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
  private static final List<TimeUnit> CLOCK =
      List.of(TimeUnit.DAY, TimeUnit.HOUR, TimeUnit.MINUTE, TimeUnit.SECOND);

  private IntervalLiterals() {}

  static Literal of(SqlIntervalLiteral literal) {
    SqlIntervalLiteral.IntervalValue value =
        literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
    String text = value.getIntervalLiteral().trim();
    boolean negative = value.getSign() < 0 ^ text.startsWith("-");
    String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    try {
      return of(literal, digits.trim(), negative, value.getIntervalQualifier());
    } catch (ArithmeticException | NumberFormatException e) {
      throw Positions.error(
          ErrorCode.INVALID_DATETIME,
          literal,
          "'"
              + text
              + "' is no interval of "
              + value.getIntervalQualifier()
              + "; write for example INTERVAL '3' DAY");
    }
  }

  /// One unit of the interval type that a qualifier names: `INTERVAL x DAY` is x of these.
  public static Literal one(SqlIntervalQualifier qualifier) {
    return of(qualifier, "1", false, qualifier);
  }

  private static Literal of(
      SqlNode at, String text, boolean negative, SqlIntervalQualifier qualifier) {
    TimeUnit start = qualifier.getStartUnit();
    if (start == TimeUnit.YEAR && qualifier.getEndUnit() == TimeUnit.MONTH) {
      String[] parts = text.split("-", -1);
      if (parts.length != 2) {
        throw new NumberFormatException(text);
      }
      return months(12L * Long.parseLong(parts[0]) + Long.parseLong(parts[1]), negative);
    }
    if (qualifier.isSingleDatetimeField() || qualifier.isWeek()) {
      return single(at, start, new BigDecimal(text), negative);
    }
    return micros(clock(text, CLOCK.indexOf(start)), negative);
  }

  private static Literal single(SqlNode at, TimeUnit unit, BigDecimal count, boolean negative) {
    return switch (unit) {
      case YEAR, QUARTER, MONTH, DECADE, CENTURY, MILLENNIUM ->
          months(
              count.multiply(unit.multiplier).setScale(0, RoundingMode.HALF_UP).longValueExact(),
              negative);
      case WEEK -> micros(scaled(count, 7 * MICROS_PER_DAY), negative);
      case DAY -> micros(scaled(count, MICROS_PER_DAY), negative);
      case HOUR -> micros(scaled(count, 3600 * MICROS_PER_SECOND), negative);
      case MINUTE -> micros(scaled(count, 60 * MICROS_PER_SECOND), negative);
      case SECOND -> micros(scaled(count, MICROS_PER_SECOND), negative);
      case MILLISECOND -> micros(scaled(count, 1000), negative);
      case MICROSECOND -> micros(scaled(count, 1), negative);
      default ->
          throw Positions.error(
              ErrorCode.FEATURE_NOT_SUPPORTED, at, "intervals of " + unit + " are not supported");
    };
  }

  private static long scaled(BigDecimal count, long micros) {
    return count
        .multiply(BigDecimal.valueOf(micros))
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  /// `1 12:30:45.5` from a unit on.
  private static long clock(String text, int first) {
    String[] parts = text.split("[ :]+");
    if (first < 0 || parts.length + first > CLOCK.size()) {
      throw new NumberFormatException(text);
    }
    long micros = 0;
    for (int i = 0; i < parts.length; i++) {
      long unit =
          switch (CLOCK.get(first + i)) {
            case DAY -> MICROS_PER_DAY;
            case HOUR -> 3600 * MICROS_PER_SECOND;
            case MINUTE -> 60 * MICROS_PER_SECOND;
            default -> MICROS_PER_SECOND;
          };
      micros = Math.addExact(micros, scaled(new BigDecimal(parts[i]), unit));
    }
    return micros;
  }

  private static Literal months(long months, boolean negative) {
    return new Literal(
        IntervalType.YEAR_MONTH, Period.ofMonths(Math.toIntExact(negative ? -months : months)));
  }

  private static Literal micros(long micros, boolean negative) {
    return new Literal(
        IntervalType.DAY_TIME,
        Duration.ofNanos(Math.multiplyExact(1000L, negative ? -micros : micros)));
  }
}
