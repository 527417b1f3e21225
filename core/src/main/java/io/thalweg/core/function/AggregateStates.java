package io.thalweg.core.function;

import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.SimpleType;
import java.util.List;
import java.util.Optional;

/// The columns in which a partial aggregate's state travels: the contract between the planner,
/// which types the exchange, and execution, which fills it.
public final class AggregateStates {
  private static final DataType WIDE_SUM = new DecimalType(38, 0);

  private static final DataType EXACT_DOUBLES = SimpleType.VARBINARY;

  private AggregateStates() {}

  /// The state's column types, or empty when the function cannot run in two steps (then all rows of
  /// a group have to meet in one task).
  ///
  /// @param arguments the argument types
  /// @param result the result's type
  public static Optional<List<DataType>> of(
      String function, List<DataType> arguments, DataType result, boolean distinct) {
    if (distinct) {
      return Optional.empty();
    }
    return switch (function) {
      case "count" -> Optional.of(List.of(SimpleType.BIGINT));
      case "sum", "min", "max", "any_value", "bool_and", "bool_or", "bit_and", "bit_or" ->
          Optional.of(List.of(result));
      case "avg" -> Optional.of(List.of(averageSum(arguments.getFirst()), SimpleType.BIGINT));
      // Count, mean and sum of squared distances (Chan et al.).
      case "var_pop", "var_samp", "stddev_pop", "stddev_samp" ->
          Optional.of(List.of(SimpleType.BIGINT, SimpleType.DOUBLE, SimpleType.DOUBLE));
      default -> Optional.empty();
    };
  }

  /// As [#of], over an input that may retract rows: partial states then hold the net change of
  /// their rows and may be negative. A `sum` then also carries how many values it has, because
  /// without any it is NULL. Sums of DOUBLE travel as exact numbers in bytes: rounded ones would
  /// not return to what they were. Empty for functions that have to see every retracted row
  /// themselves.
  ///
  /// The partial aggregate's output is a changelog too: a row's weight is the change of the group's
  /// number of rows.
  public static Optional<List<DataType>> ofChanges(
      String function, List<DataType> arguments, DataType result, boolean distinct) {
    if (!mergesRetractions(function, distinct)) {
      return Optional.empty();
    }
    if (function.equals("count")) {
      return of(function, arguments, result, false);
    }
    DataType argument = arguments.getFirst();
    DataType sum = function.equals("sum") ? result : averageSum(argument);
    return Optional.of(List.of(argument.isFloating() ? EXACT_DOUBLES : sum, SimpleType.BIGINT));
  }

  /// Whether a call can run in two steps over an input that may retract rows: counts, sums and
  /// averages.
  public static boolean mergesRetractions(String function, boolean distinct) {
    return switch (function) {
      case "count", "sum", "avg" -> !distinct;
      default -> false;
    };
  }

  /// The exact sum an average keeps: 38 digits for exact numbers, DOUBLE otherwise.
  public static DataType averageSum(DataType argument) {
    return switch (argument) {
      case DecimalType decimal -> new DecimalType(38, decimal.scale());
      case SimpleType simple when simple.isInteger() -> WIDE_SUM;
      default -> argument.isFloating() ? SimpleType.DOUBLE : argument;
    };
  }
}
