package io.thalweg.exec.aggregate;

import static io.thalweg.exec.aggregate.AggregateFixtures.BIGINTS;
import static io.thalweg.exec.aggregate.AggregateFixtures.BOOLEANS;
import static io.thalweg.exec.aggregate.AggregateFixtures.DECIMALS;
import static io.thalweg.exec.aggregate.AggregateFixtures.DOUBLES;
import static io.thalweg.exec.aggregate.AggregateFixtures.INTEGERS;
import static io.thalweg.exec.aggregate.AggregateFixtures.INTERVALS;
import static io.thalweg.exec.aggregate.AggregateFixtures.SCHEMA;
import static io.thalweg.exec.aggregate.AggregateFixtures.TEXTS;
import static io.thalweg.exec.aggregate.AggregateFixtures.additions;
import static io.thalweg.exec.aggregate.AggregateFixtures.call;
import static io.thalweg.exec.aggregate.AggregateFixtures.changes;
import static io.thalweg.exec.aggregate.AggregateFixtures.facts;
import static io.thalweg.exec.aggregate.AggregateFixtures.node;
import static io.thalweg.exec.aggregate.AggregateFixtures.variant;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.function.AggregateStates;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Aggregate.Phase;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.testing.Changelog;
import io.thalweg.exec.testing.ChangelogHarness;
import io.thalweg.exec.testing.CollectingOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Two-step aggregates over changes: the partial step keeps nothing from epoch to epoch.
class TwoPhaseChangesTest {
  private static final List<AggregateCall> INVERTIBLE =
      List.of(
          call("count"),
          call("count", TEXTS),
          call("sum", INTEGERS),
          call("sum", BIGINTS),
          call("sum", DECIMALS),
          call("sum", INTERVALS),
          call("avg", INTEGERS),
          call("avg", BIGINTS),
          variant(call("sum", INTEGERS), false, OptionalInt.of(BOOLEANS)));

  private static final List<AggregateCall> OF_DOUBLES =
      List.of(call("sum", DOUBLES), call("avg", DOUBLES));

  @Test
  void sumsOfDoublesReturnToWhatTheyWere() {
    Aggregate node = node(Phase.SINGLE, List.of(0), List.of(List.of(0)), OF_DOUBLES);
    matches(node, changes(11), false);
  }

  @Test
  void rowsThatAreTakenBackAreMergedAsNegativeStates() {
    for (int keys = 0; keys < 2; keys++) {
      List<Integer> columns = IntStream.range(0, keys).boxed().toList();
      matches(node(Phase.SINGLE, columns, List.of(columns), INVERTIBLE), changes(keys), false);
    }
  }

  @Test
  void additionsMergeForMoreFunctions() {
    List<AggregateCall> calls = new ArrayList<>(INVERTIBLE);
    for (String function : List.of("min", "max")) {
      calls.add(call(function, DOUBLES));
      calls.add(call(function, TEXTS));
    }
    calls.add(call("bool_and", BOOLEANS));
    calls.add(call("bit_or", BIGINTS));
    for (int keys = 0; keys < 2; keys++) {
      List<Integer> columns = IntStream.range(0, keys).boxed().toList();
      matches(node(Phase.SINGLE, columns, List.of(columns), calls), additions(keys), true);
    }
  }

  @Test
  void theEmptyGroupingSetHasItsRowFromTheFirstEpochOn() {
    List<List<Integer>> sets = List.of(List.of(0, 1), List.of(), List.of(1));
    Aggregate node = node(Phase.SINGLE, List.of(0, BOOLEANS), sets, INVERTIBLE);
    matches(node, changes(4), false);
    matches(node, additions(4), true);
    matches(node, Changelog.appendOnly(SCHEMA, List.of(List.of())), false);
  }

  private static void matches(Aggregate single, Changelog input, boolean appendOnly) {
    int[] key = single.groupingSets().size() > 1 ? new int[0] : keys(single);
    new ChangelogHarness(context -> new Both(single, appendOnly, context), single.schema())
        .input(input, key).stream(facts(appendOnly))
            .matches(prefix -> NaiveAggregate.rows(single, prefix.rows()));
  }

  private static int[] keys(Aggregate node) {
    return node.keys().stream().mapToInt(key -> key).toArray();
  }

  /// Both steps in one operator.
  private static final class Both implements OperatorFactory {
    private final Aggregate partial;
    private final HashAggregateFactory first;
    private final HashAggregateFactory second;

    Both(Aggregate single, boolean appendOnly, FactoryContext context) {
      partial = partial(single, appendOnly);
      first = new HashAggregateFactory(partial, context);
      second = new HashAggregateFactory(last(single, partial, appendOnly), context);
    }

    private static List<DataType> states(AggregateCall call, boolean appendOnly) {
      List<DataType> types = call.arguments().stream().map(SCHEMA::type).toList();
      return (appendOnly
              ? AggregateStates.of(call.function(), types, call.type(), call.distinct())
              : AggregateStates.ofChanges(call.function(), types, call.type(), call.distinct()))
          .orElseThrow();
    }

    private static Aggregate partial(Aggregate single, boolean appendOnly) {
      List<Field> fields = new ArrayList<>();
      single.keys().forEach(key -> fields.add(SCHEMA.field(key)));
      for (AggregateCall call : single.calls()) {
        for (DataType type : states(call, appendOnly)) {
          fields.add(Field.nullable("s" + fields.size(), type));
        }
      }
      return with(single, single.input(), single.keys(), single.calls(), Phase.PARTIAL, fields);
    }

    private static Aggregate last(Aggregate single, Aggregate partial, boolean appendOnly) {
      List<AggregateCall> calls = new ArrayList<>();
      int column = single.keys().size();
      for (AggregateCall call : single.calls()) {
        List<Integer> arguments = new ArrayList<>();
        for (int i = 0; i < states(call, appendOnly).size(); i++) {
          arguments.add(column++);
        }
        calls.add(
            new AggregateCall(
                call.function(),
                arguments,
                call.constants(),
                false,
                call.filter(),
                call.orderBy(),
                call.type()));
      }
      List<Integer> keys = IntStream.range(0, single.keys().size()).boxed().toList();
      List<Field> fields = new ArrayList<>(single.schema().fields());
      if (single.groupingSets().size() > 1) {
        fields.removeLast();
      }
      return with(single, partial, keys, calls, Phase.FINAL, fields);
    }

    private static Aggregate with(
        Aggregate single,
        PlanNode input,
        List<Integer> keys,
        List<AggregateCall> calls,
        Phase phase,
        List<Field> fields) {
      List<Field> all = new ArrayList<>(fields);
      if (single.groupingSets().size() > 1) {
        all.add(Field.required("_grouping_set", SimpleType.INTEGER));
      }
      return new Aggregate(
          1,
          input,
          keys,
          single.groupingSets(),
          calls,
          phase,
          OptionalInt.empty(),
          new Schema(all));
    }

    @Override
    public Operator create(TaskContext context) {
      return new Chain(
          first.create(context),
          second.create(context),
          CollectingOutput.endless(partial.schema()));
    }
  }

  /// The first operator's output goes to the second.
  private record Chain(Operator first, Operator second, CollectingOutput between)
      implements Operator {
    @Override
    public void accept(int input, Batch batch, Output out) {
      first.accept(input, batch, between);
      pass(out);
    }

    private void pass(Output out) {
      do {
        between.beginCall();
      } while (!first.drain(between));
      between.beginCall();
      between.batches().forEach(batch -> second.accept(0, batch, out));
      between.batches().clear();
    }

    @Override
    public void barrier(Barrier barrier) {
      first.barrier(barrier);
      pass(between);
      second.barrier(barrier);
    }

    @Override
    public boolean drain(Output out) {
      return second.drain(out);
    }

    @Override
    public void snapshot(StateWriter state) {
      second.snapshot(state);
    }

    @Override
    public void restore(StateReader state) {
      second.restore(state);
    }

    @Override
    public void end(int input, Output out) {
      first.end(input, between);
      pass(out);
      second.end(input, out);
    }

    @Override
    public void close() {
      first.close();
      second.close();
    }
  }
}
