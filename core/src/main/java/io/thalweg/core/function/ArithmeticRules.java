package io.thalweg.core.function;

import io.thalweg.core.function.TypeRule.Binding;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.IntervalType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import java.util.List;
import java.util.Optional;

/// Typing of `+ - * / %` over numbers, dates, times and intervals.
final class ArithmeticRules {
  private static final int MAX = DecimalType.MAX_PRECISION;

  private ArithmeticRules() {}

  /// Integers stay in the wider type; decimals get one digit more than the longer operand has.
  static Optional<Binding> addNumbers(Arguments arguments) {
    return numbers(
        arguments,
        (left, right) -> {
          int scale = Math.max(left.scale(), right.scale());
          int whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
          int precision = Math.min(MAX, whole + scale + 1);
          return new DecimalType(precision, Math.min(scale, precision));
        });
  }

  /// Decimals: digits and scales add up, capped at 38.
  static Optional<Binding> multiplyNumbers(Arguments arguments) {
    return numbers(
        arguments,
        (left, right) ->
            new DecimalType(
                Math.min(MAX, left.precision() + right.precision()),
                Math.min(MAX, left.scale() + right.scale())));
  }

  /// Integers truncate; everything else divides in DOUBLE.
  static Optional<Binding> divideNumbers(Arguments arguments) {
    return wholeOrNumbers(arguments)
        .map(
            type ->
                type instanceof DecimalType
                    ? same(SimpleType.DOUBLE, SimpleType.DOUBLE)
                    : same(type, type));
  }

  static Optional<Binding> modNumbers(Arguments arguments) {
    return wholeOrNumbers(arguments).map(type -> same(type, type));
  }

  private interface DecimalResult {
    DecimalType of(DecimalType left, DecimalType right);
  }

  private static Optional<Binding> numbers(Arguments arguments, DecimalResult decimals) {
    return wholeOrNumbers(arguments)
        .map(
            common -> {
              if (!(common instanceof DecimalType)) {
                return same(common, common);
              }
              DecimalType left = decimalOperand(arguments, 0);
              DecimalType right = decimalOperand(arguments, 1);
              return new Binding(List.of(left, right), decimals.of(left, right));
            });
  }

  private static DecimalType decimalOperand(Arguments arguments, int position) {
    DataType type = arguments.type(arguments.isUntyped(position) ? 1 - position : position);
    return CommonType.decimalOf(type);
  }

  private static Optional<DataType> wholeOrNumbers(Arguments arguments) {
    if (arguments.size() != 2
        || !TypeRules.isNumber(arguments.type(0))
        || !TypeRules.isNumber(arguments.type(1))) {
      return Optional.empty();
    }
    return CommonType.of(arguments.types())
        .map(type -> type == SimpleType.NULL ? SimpleType.INTEGER : type);
  }

  private static Binding same(DataType operands, DataType result) {
    return new Binding(List.of(operands, operands), result);
  }

  /// date + interval, interval + date, interval + interval, date + days, date + time.
  static Optional<Binding> addTimes(Arguments arguments) {
    if (arguments.size() != 2) {
      return Optional.empty();
    }
    DataType left = arguments.type(0);
    DataType right = arguments.type(1);
    if (left instanceof IntervalType interval && (right.equals(left) || arguments.isUntyped(1))) {
      return Optional.of(same(interval, interval));
    }
    if (left == SimpleType.DATE && right == SimpleType.TIME) {
      return Optional.of(new Binding(arguments.types(), TimestampType.MICROS));
    }
    return shifted(left, right)
        .map(result -> new Binding(List.of(left, shift(right)), result))
        .or(
            () ->
                shifted(right, left)
                    .map(result -> new Binding(List.of(shift(left), right), result)));
  }

  /// date - interval, date - days, date - date, timestamp - timestamp, interval - interval.
  static Optional<Binding> subtractTimes(Arguments arguments) {
    if (arguments.size() != 2) {
      return Optional.empty();
    }
    DataType left = arguments.type(0);
    DataType right = arguments.type(1);
    Optional<DataType> shifted = shifted(left, right);
    if (shifted.isPresent()) {
      return Optional.of(new Binding(List.of(left, shift(right)), shifted.get()));
    }
    return CommonType.of(left, right)
        .flatMap(
            common ->
                switch (common) {
                  case SimpleType simple when simple == SimpleType.DATE ->
                      Optional.of(same(common, SimpleType.BIGINT));
                  case SimpleType simple when simple == SimpleType.TIME ->
                      Optional.of(same(common, IntervalType.DAY_TIME));
                  case TimestampType _ -> Optional.of(same(common, IntervalType.DAY_TIME));
                  case IntervalType interval -> Optional.of(same(common, interval));
                  default -> Optional.empty();
                });
  }

  /// A calendar value moved by an interval or (a date) by days.
  private static Optional<DataType> shifted(DataType point, DataType by) {
    if (by instanceof IntervalType interval) {
      return switch (point) {
        case SimpleType simple when simple == SimpleType.DATE -> Optional.of(TimestampType.MICROS);
        case SimpleType simple
            when simple == SimpleType.TIME && interval == IntervalType.DAY_TIME ->
            Optional.of(simple);
        case TimestampType timestamp -> Optional.of(timestamp);
        default -> Optional.empty();
      };
    }
    return point == SimpleType.DATE && by.isInteger()
        ? Optional.of(SimpleType.DATE)
        : Optional.empty();
  }

  private static DataType shift(DataType by) {
    return by.isInteger() ? SimpleType.BIGINT : by;
  }

  /// interval * number, number * interval.
  static Optional<Binding> scaleInterval(Arguments arguments) {
    return scaled(arguments, 0, 1).or(() -> scaled(arguments, 1, 0));
  }

  /// interval / number.
  static Optional<Binding> divideInterval(Arguments arguments) {
    return scaled(arguments, 0, 1);
  }

  private static Optional<Binding> scaled(Arguments arguments, int interval, int number) {
    if (arguments.size() != 2
        || !(arguments.type(interval) instanceof IntervalType type)
        || !TypeRules.isNumber(arguments.type(number))) {
      return Optional.empty();
    }
    List<DataType> operands =
        interval == 0 ? List.of(type, SimpleType.DOUBLE) : List.of(SimpleType.DOUBLE, type);
    return Optional.of(new Binding(operands, type));
  }
}
