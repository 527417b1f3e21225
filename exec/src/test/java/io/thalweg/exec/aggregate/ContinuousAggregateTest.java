package io.thalweg.exec.aggregate;

import static io.thalweg.exec.aggregate.AggregateFixtures.BIGINTS;
import static io.thalweg.exec.aggregate.AggregateFixtures.BOOLEANS;
import static io.thalweg.exec.aggregate.AggregateFixtures.DECIMALS;
import static io.thalweg.exec.aggregate.AggregateFixtures.DOUBLES;
import static io.thalweg.exec.aggregate.AggregateFixtures.INTEGERS;
import static io.thalweg.exec.aggregate.AggregateFixtures.INTERVALS;
import static io.thalweg.exec.aggregate.AggregateFixtures.MORE_DOUBLES;
import static io.thalweg.exec.aggregate.AggregateFixtures.TEXTS;
import static io.thalweg.exec.aggregate.AggregateFixtures.additions;
import static io.thalweg.exec.aggregate.AggregateFixtures.aggregate;
import static io.thalweg.exec.aggregate.AggregateFixtures.call;
import static io.thalweg.exec.aggregate.AggregateFixtures.changes;
import static io.thalweg.exec.aggregate.AggregateFixtures.facts;
import static io.thalweg.exec.aggregate.AggregateFixtures.node;
import static io.thalweg.exec.aggregate.AggregateFixtures.sorted;
import static io.thalweg.exec.aggregate.AggregateFixtures.variant;
import static io.thalweg.exec.aggregate.AggregateFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.FunctionCatalog;
import io.thalweg.core.function.FunctionSignature;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Aggregate.Phase;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.state.Consolidation;
import io.thalweg.exec.testing.Changelog;
import io.thalweg.exec.testing.ChangelogHarness;
import io.thalweg.exec.testing.RandomRows;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The continuous form against the plainest evaluation, after every epoch, restored everywhere.
class ContinuousAggregateTest {
  /// Every aggregate function there is, but `grouping`, which the planner replaces.
  static Stream<String> functions() {
    return FunctionCatalog.signatures().stream()
        .filter(signature -> signature.kind() == FunctionSignature.Kind.AGGREGATE)
        .map(FunctionSignature::name)
        .filter(name -> !name.equals("grouping"));
  }

  /// Calls of a function that cover its kinds of arguments.
  private static List<AggregateCall> calls(String function) {
    return switch (function) {
      case "count" -> List.of(call(function), call(function, TEXTS));
      case "sum" ->
          List.of(
              call(function, INTEGERS),
              call(function, DECIMALS),
              call(function, DOUBLES),
              call(function, INTERVALS),
              call(function, BIGINTS));
      case "avg" ->
          List.of(
              call(function, INTEGERS),
              call(function, DECIMALS),
              call(function, DOUBLES),
              call(function, BIGINTS));
      case "min", "max", "mode", "approx_count_distinct" ->
          List.of(
              call(function, INTEGERS),
              call(function, DECIMALS),
              call(function, DOUBLES),
              call(function, TEXTS),
              call(function, BOOLEANS),
              call(function, INTERVALS));
      // All values of a group are one: any is the same.
      case "any_value" -> List.of(call(function, 0));
      case "single_value" -> List.of();
      case "bool_and", "bool_or" -> List.of(call(function, BOOLEANS));
      case "bit_and", "bit_or", "bit_xor" -> List.of(call(function, BIGINTS));
      case "var_pop", "var_samp", "stddev_pop", "stddev_samp" -> List.of(call(function, DOUBLES));
      case "string_agg" -> List.of(sorted(with(call(function, TEXTS), comma()), TEXTS));
      case "array_agg" ->
          List.of(
              sorted(call(function, INTEGERS), INTEGERS), sorted(call(function, DOUBLES), DOUBLES));
      case "median" -> List.of(call(function, INTEGERS), call(function, DECIMALS));
      case "quantile_cont" ->
          List.of(with(call(function, INTEGERS), tenth()), with(call(function, DOUBLES), tenth()));
      case "quantile_disc" ->
          List.of(with(call(function, INTEGERS), tenth()), with(call(function, TEXTS), tenth()));
      default -> List.of(call(function, DOUBLES, MORE_DOUBLES));
    };
  }

  private static Literal comma() {
    return new Literal(SimpleType.VARCHAR, ",");
  }

  private static Literal tenth() {
    return new Literal(SimpleType.DOUBLE, 0.1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void rowsMayBeTakenBack(String function) {
    for (int keys = 0; keys < 2; keys++) {
      matches(aggregate(keys, calls(function)), changes(keys + 1), false);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void rowsMayOnlyBeAdded(String function) {
    for (int keys = 0; keys < 2; keys++) {
      if (keys > 0 || !function.equals("any_value")) {
        matches(aggregate(keys, calls(function)), additions(keys + 1), true);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void distinctAndFilterChooseTheRows(String function) {
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : calls(function)) {
      if (!call.arguments().isEmpty()) {
        calls.add(variant(call, true, OptionalInt.empty()));
        calls.add(variant(call, true, OptionalInt.of(BOOLEANS)));
      }
      calls.add(variant(call, false, OptionalInt.of(BOOLEANS)));
    }
    matches(aggregate(1, calls), changes(5), false);
    matches(aggregate(1, calls), additions(6), true);
  }

  @Test
  void eachGroupingSetHasGroupsOfItsOwnAndAnEmptyOneAlwaysARow() {
    List<AggregateCall> calls =
        List.of(
            call("count"),
            call("sum", INTEGERS),
            call("min", TEXTS),
            variant(call("count", TEXTS), true, OptionalInt.empty()));
    Aggregate node =
        node(
            Phase.SINGLE,
            List.of(0, BOOLEANS),
            List.of(List.of(0, 1), List.of(1), List.of(), List.of(0)),
            calls);
    new ChangelogHarness(context -> new HashAggregateFactory(node, context), node.schema())
        .input(changes(7)).stream(facts(false))
            .matches(prefix -> NaiveAggregate.rows(node, prefix.rows()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.thalweg.exec.aggregate.HashAggregateFactoryTest#keys")
  void groupsMayHaveKeysOfAnyType(List<DataType> keys) {
    List<DataType> types = new ArrayList<>(keys);
    types.add(SimpleType.BIGINT);
    Schema schema = RandomRows.schema(types);
    int value = keys.size();
    List<AggregateCall> calls =
        List.of(
            HashAggregateFactoryTest.call("count", schema),
            HashAggregateFactoryTest.call("max", schema, value),
            variant(
                HashAggregateFactoryTest.call("count", schema, value), true, OptionalInt.empty()));
    List<Integer> columns = IntStream.range(0, keys.size()).boxed().toList();
    Aggregate node = node(schema, Phase.SINGLE, columns, List.of(columns), calls);
    RandomRows rows = RandomRows.of(3).withDomain(4);
    new ChangelogHarness(context -> new HashAggregateFactory(node, context), node.schema())
            .input(Changelog.random(3, rows, schema, 6, 20), IntStream.range(0, value).toArray())
            .stream(facts(false))
            .matches(prefix -> NaiveAggregate.rows(node, prefix.rows()));
  }

  @Test
  void distinctRowsComeAndGo() {
    Aggregate node = aggregate(2, List.of());
    matches(node, changes(8), false);
    matches(node, additions(9), true);
  }

  /// Compares doubles by nine digits.
  private static void matches(Aggregate node, Changelog input, boolean appendOnly) {
    new ChangelogHarness(
            context -> new Rounding(new HashAggregateFactory(node, context), node.schema()),
            node.schema())
        .input(input, node.keys().stream().mapToInt(key -> key).toArray()).stream(facts(appendOnly))
            .matches(prefix -> naive(node, prefix.rows()));
  }

  private static List<List<@Nullable Object>> naive(
      Aggregate node, List<List<@Nullable Object>> rows) {
    List<AggregateCall> calls =
        node.calls().stream()
            .map(call -> call.function().equals("any_value") ? least(call) : call)
            .toList();
    List<List<@Nullable Object>> answer =
        NaiveAggregate.rows(node(node.phase(), node.keys(), node.groupingSets(), calls), rows);
    answer.forEach(row -> row.replaceAll(value -> value instanceof Double d ? cut(d) : value));
    return answer;
  }

  private static AggregateCall least(AggregateCall call) {
    return variant(call("min", call.arguments().getFirst()), false, call.filter());
  }

  /// Nine digits of a multiple, so that short numbers are not on the edge of being rounded up.
  private static double cut(double value) {
    if (!Double.isFinite(value)) {
      return value;
    }
    double cut = new BigDecimal(value * Math.PI).round(new MathContext(9)).doubleValue();
    return Math.abs(cut) < 1e-9 ? 0.0 : cut;
  }

  /// Applies [#cut] to all doubles.
  private record Rounding(OperatorFactory factory, Schema schema) implements OperatorFactory {
    @Override
    public Operator create(TaskContext context) {
      Consolidation equal = new Consolidation(schema.types(), context.reserve("rounding"));
      return new RoundingOperator(factory.create(context), equal);
    }

    @Override
    public void close() {
      factory.close();
    }
  }

  /// @param equal sums up rows that are equal once they are rounded
  private record RoundingOperator(Operator operator, Consolidation equal) implements Operator {
    private static final int MOST = 1 << 20;

    @Override
    public void accept(int input, Batch batch, Output out) {
      operator.accept(input, batch, rounding(out));
    }

    @Override
    public boolean drain(Output out) {
      return operator.drain(rounding(out));
    }

    @Override
    public void watermark(long micros) {
      operator.watermark(micros);
    }

    @Override
    public void barrier(Barrier barrier) {
      operator.barrier(barrier);
    }

    @Override
    public void snapshot(StateWriter state) {
      operator.snapshot(state);
    }

    @Override
    public void restore(StateReader state) {
      operator.restore(state);
    }

    @Override
    public void end(int input, Output out) {
      operator.end(input, rounding(out));
    }

    @Override
    public void close() {
      equal.close();
      operator.close();
    }

    private Output rounding(Output out) {
      return new Output() {
        @Override
        public void emit(Batch batch) {
          equal.add(
              batch.withColumns(batch.columns().stream().map(RoundingOperator::rounded).toList()));
          for (Batch rows = equal.take(MOST); rows != null; rows = equal.take(MOST)) {
            out.emit(rows);
          }
        }

        @Override
        public void watermark(long micros) {
          out.watermark(micros);
        }

        @Override
        public void barrier(Barrier barrier) {
          out.barrier(barrier);
        }

        @Override
        public boolean isFull() {
          return out.isFull();
        }
      };
    }

    private static Column rounded(Column column) {
      FlatColumn flat = column.flatten();
      if (!(flat instanceof DoubleColumn doubles)) {
        return flat;
      }
      double[] values = new double[doubles.length()];
      for (int i = 0; i < values.length; i++) {
        values[i] = cut(doubles.values()[i]);
      }
      return new DoubleColumn(values.length, values, doubles.validity());
    }
  }

  @Test
  void everyFunctionHasCalls() {
    assertThat(functions().filter(name -> calls(name).isEmpty())).containsExactly("single_value");
  }
}
