package io.thalweg.exec.aggregate.accumulator;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Layout;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.aggregate.accumulator.collect.ListAccumulator;
import io.thalweg.exec.aggregate.accumulator.collect.QuantileAccumulator;
import io.thalweg.exec.state.KeyVector;
import java.util.Locale;
import java.util.Optional;

/// Makes the accumulators of aggregate calls. DISTINCT and FILTER are the caller's business.
public final class Accumulators {
  private Accumulators() {}

  /// @param input of the rows the accumulator will see
  /// @param merges whether these rows are states: phase FINAL
  public static Accumulator of(AggregateCall call, Schema input, boolean merges) {
    int[] arguments = call.arguments().stream().mapToInt(i -> i).toArray();
    return switch (call.function()) {
      case "count", "approx_count_distinct" -> new CountAccumulator(arguments, merges);
      case "sum" -> sum(arguments[0], input.type(arguments[0]), call.type());
      case "avg" ->
          new AverageAccumulator(
              arguments[0],
              merges ? arguments[1] : -1,
              input.type(arguments[0]),
              call.type(),
              false);
      case "min", "bool_and" -> extremum(arguments[0], call.type(), true);
      case "max", "bool_or" -> extremum(arguments[0], call.type(), false);
      case "any_value" ->
          new SlotAccumulator(arguments[0], call.type(), SlotAccumulator.Keep.FIRST);
      case "single_value" ->
          new SlotAccumulator(arguments[0], call.type(), SlotAccumulator.Keep.ONLY);
      case "bit_and", "bit_or", "bit_xor" ->
          new BitwiseAccumulator(
              arguments[0],
              call.type().layout(),
              BitwiseAccumulator.Operation.valueOf(
                  call.function().substring("bit_".length()).toUpperCase(Locale.ROOT)));
      case "var_pop" -> new VarianceAccumulator(arguments, false, false);
      case "var_samp" -> new VarianceAccumulator(arguments, true, false);
      case "stddev_pop" -> new VarianceAccumulator(arguments, false, true);
      case "stddev_samp" -> new VarianceAccumulator(arguments, true, true);
      case "array_agg", "string_agg" ->
          new ListAccumulator(arguments[0], call.type(), separator(call), call.orderBy());
      case "median", "quantile_cont", "quantile_disc", "mode" ->
          quantile(call, arguments[0], input.type(arguments[0]));
      default -> pair(call, arguments);
    };
  }

  /// The accumulator of a continuous aggregate, whose groups live on from epoch to epoch; empty
  /// when the call can only be computed from all values of its group.
  ///
  /// @param changes whether rows may be taken back
  public static Optional<KeptAccumulator> kept(
      AggregateCall call, Schema input, boolean merges, boolean changes) {
    if (!changes) {
      return of(call, input, merges) instanceof KeptAccumulator kept
          ? Optional.of(kept)
          : Optional.empty();
    }
    int[] arguments = call.arguments().stream().mapToInt(i -> i).toArray();
    int counts = merges && arguments.length > 1 ? arguments[1] : -1;
    return switch (call.function()) {
      case "count", "approx_count_distinct" -> Optional.of(new CountAccumulator(arguments, merges));
      case "sum" ->
          Optional.of(
              new ChangingSumAccumulator(
                  arguments[0], counts, input.type(arguments[0]), call.type()));
      case "avg" ->
          Optional.of(
              new AverageAccumulator(
                  arguments[0], counts, input.type(arguments[0]), call.type(), true));
      case "var_pop", "var_samp", "stddev_pop", "stddev_samp" ->
          Optional.of(
              new ExactMomentsAccumulator(
                  arguments[0], (VarianceAccumulator) of(call, input, merges)));
      default ->
          of(call, input, merges) instanceof PairAccumulator pairs
              ? Optional.of(new ExactMomentsAccumulator(arguments[0], arguments[1], pairs))
              : Optional.empty();
    };
  }

  /// Whether DISTINCT changes nothing about the function.
  public static boolean ignoresDuplicates(String function) {
    return switch (function) {
      case "min", "max", "bool_and", "bool_or", "bit_and", "bit_or", "any_value" -> true;
      default -> false;
    };
  }

  private static Accumulator sum(int argument, DataType argumentType, DataType type) {
    return argumentType.layout() == Layout.DOUBLE
        ? new DoubleSumAccumulator(argument, type == SimpleType.REAL)
        : new ExactSumAccumulator(argument, type);
  }

  private static Accumulator extremum(int argument, DataType type, boolean minimum) {
    return KeyVector.isLong(type.layout())
        ? new ExtremumAccumulator(argument, type.layout(), minimum)
        : new SlotAccumulator(
            argument, type, minimum ? SlotAccumulator.Keep.LEAST : SlotAccumulator.Keep.GREATEST);
  }

  private static String separator(AggregateCall call) {
    return call.constants().isEmpty() || call.constants().getFirst().isNull()
        ? ""
        : String.valueOf(call.constants().getFirst().value());
  }

  private static Accumulator quantile(AggregateCall call, int argument, DataType type) {
    QuantileAccumulator.Pick pick =
        switch (call.function()) {
          case "quantile_disc" -> QuantileAccumulator.Pick.DISCRETE;
          case "mode" -> QuantileAccumulator.Pick.MODE;
          default -> QuantileAccumulator.Pick.CONTINUOUS;
        };
    boolean descending = !call.orderBy().isEmpty() && call.orderBy().getFirst().descending();
    double fraction = call.constants().isEmpty() ? 0.5 : fraction(call);
    return new QuantileAccumulator(argument, type, pick, fraction, descending);
  }

  private static double fraction(AggregateCall call) {
    Literal literal = call.constants().getFirst();
    if (literal.value() instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= 1) {
      return number.doubleValue();
    }
    throw new ThalwegException(
        ErrorCode.INVALID_ARGUMENT,
        "the fraction of " + call.function() + " is " + literal + "; use a number from 0 to 1");
  }

  private static Accumulator pair(AggregateCall call, int[] arguments) {
    for (PairAccumulator.Statistic statistic : PairAccumulator.Statistic.values()) {
      if (statistic.name().toLowerCase(Locale.ROOT).equals(call.function())) {
        return new PairAccumulator(arguments[0], arguments[1], statistic);
      }
    }
    throw new ThalwegException(
        ErrorCode.FEATURE_NOT_SUPPORTED,
        "aggregate " + call.function() + " does not run; SHOW FUNCTIONS lists those that do");
  }
}
