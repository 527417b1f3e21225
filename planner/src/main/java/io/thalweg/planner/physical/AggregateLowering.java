package io.thalweg.planner.physical;

import io.thalweg.core.function.AggregateStates;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Aggregate.Phase;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.planner.logical.Assignment;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalAggregate;
import io.thalweg.planner.physical.Lowered.Spread;
import io.thalweg.planner.stream.StreamFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Lowers one aggregate: in one step, or in two around an exchange. Used once.
final class AggregateLowering {
  private final Lowering lowering;
  private final LogicalAggregate aggregate;
  private final double rows;
  private final List<Integer> sources;

  AggregateLowering(Lowering lowering, LogicalAggregate aggregate, double rows) {
    this.lowering = lowering;
    this.aggregate = aggregate;
    this.rows = rows;
    this.sources = aggregate.keys().stream().map(key -> key.source().id()).toList();
  }

  Lowered lower() {
    Lowered input = lowering.lower(aggregate.input());
    boolean plain = aggregate.groupingSets().size() == 1;
    StreamFacts stream = lowering.stream();
    if (stream != null) {
      return continuous(input, plain, stream.of(input.node()).appendOnly());
    }
    if (!input.isParallel() || (plain && !sources.isEmpty() && input.spread().gathers(sources))) {
      return single(input);
    }
    Optional<List<List<DataType>>> states = states(input, true);
    if (states.isPresent()) {
      return twoSteps(input, states.get());
    }
    return single(
        plain && !sources.isEmpty()
            ? lowering.fragments().hash(input, sources)
            : lowering.fragments().gather(input, List.of()));
  }

  /// Groups lie where the hash of their keys puts them; a first step before the exchange keeps
  /// nothing.
  private Lowered continuous(Lowered input, boolean plain, boolean appendOnly) {
    if (!plain) {
      // The set is a key of the second step. There are two steps at every parallelism, so that the
      // state is the same.
      return states(input, appendOnly)
          .map(states -> twoSteps(input, states))
          .orElseGet(() -> single(lowering.partitioned(input, List.of())));
    }
    boolean there = input.spread().hashedBy().equals(sources) && !sources.isEmpty();
    if (!input.isParallel() || there) {
      return single(input);
    }
    return states(input, appendOnly)
        .map(states -> twoSteps(input, states))
        .orElseGet(() -> single(lowering.partitioned(input, sources)));
  }

  private Lowered single(Lowered input) {
    List<Column> columns = aggregate.columns();
    Aggregate node =
        new Aggregate(
            lowering.nextNode(),
            input.node(),
            input.ordinals(sources),
            aggregate.groupingSets(),
            aggregate.calls().stream().map(output -> bind(output.call(), input)).toList(),
            Phase.SINGLE,
            OptionalInt.empty(),
            Column.schema(columns));
    return new Lowered(node, columns, input.spread(), rows);
  }

  /// The state types of each call; empty when one cannot run in two steps.
  ///
  /// @param appendOnly no row is ever retracted
  private Optional<List<List<DataType>>> states(Lowered input, boolean appendOnly) {
    List<List<DataType>> all = new ArrayList<>();
    for (LogicalAggregate.Output output : aggregate.calls()) {
      AggregateCall call = output.call();
      List<DataType> arguments =
          call.arguments().stream()
              .map(id -> input.columns().get(input.ordinal(id)).type())
              .toList();
      Optional<List<DataType>> states =
          call.orderBy().isEmpty() ? states(call, arguments, appendOnly) : Optional.empty();
      if (states.isEmpty()) {
        return Optional.empty();
      }
      all.add(states.get());
    }
    return Optional.of(all);
  }

  private static Optional<List<DataType>> states(
      AggregateCall call, List<DataType> arguments, boolean appendOnly) {
    return appendOnly
        ? AggregateStates.of(call.function(), arguments, call.type(), call.distinct())
        : AggregateStates.ofChanges(call.function(), arguments, call.type(), call.distinct());
  }

  private Lowered twoSteps(Lowered input, List<List<DataType>> states) {
    boolean several = aggregate.groupingSets().size() > 1;
    List<Column> partialColumns = new ArrayList<>();
    aggregate.keys().forEach(key -> partialColumns.add(key.column()));
    for (int i = 0; i < states.size(); i++) {
      String name = aggregate.calls().get(i).column().name();
      for (DataType type : states.get(i)) {
        partialColumns.add(lowering.ids().column(name, type, true));
      }
    }
    aggregate.setColumn().ifPresent(partialColumns::add);
    Aggregate partial =
        new Aggregate(
            lowering.nextNode(),
            input.node(),
            input.ordinals(sources),
            aggregate.groupingSets(),
            aggregate.calls().stream().map(output -> bind(output.call(), input)).toList(),
            Phase.PARTIAL,
            OptionalInt.empty(),
            Column.schema(partialColumns));
    lowering.fragments().estimate(partial, rows);
    // In a task without input an aggregate below would yield its row for no rows once more.
    Spread spread = input.isParallel() ? Spread.ANY : Spread.SINGLE;
    Lowered first = new Lowered(partial, partialColumns, spread, rows);
    List<Integer> groupIds = new ArrayList<>();
    aggregate.keys().forEach(key -> groupIds.add(key.column().id()));
    aggregate.setColumn().ifPresent(column -> groupIds.add(column.id()));
    Lowered moved =
        groupIds.isEmpty()
            ? lowering.fragments().gather(first, List.of())
            : lowering.fragments().hash(first, groupIds);
    Lowered second = second(moved, groupIds, states);
    return several ? reorder(second) : second;
  }

  private Lowered second(Lowered input, List<Integer> groupIds, List<List<DataType>> states) {
    List<Field> fields = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (int id : groupIds) {
      Column column = input.columns().get(input.ordinal(id));
      columns.add(column);
      fields.add(new Field(column.name(), column.type(), column.nullable()));
    }
    List<AggregateCall> calls = new ArrayList<>();
    int state = aggregate.keys().size();
    for (int i = 0; i < states.size(); i++) {
      LogicalAggregate.Output output = aggregate.calls().get(i);
      int count = states.get(i).size();
      calls.add(merge(output.call(), IntStream.range(state, state + count).boxed().toList()));
      state += count;
      columns.add(output.column());
      Column column = output.column();
      fields.add(new Field(column.name(), column.type(), column.nullable()));
    }
    Aggregate node =
        new Aggregate(
            lowering.nextNode(),
            input.node(),
            input.ordinals(groupIds),
            List.of(IntStream.range(0, groupIds.size()).boxed().toList()),
            calls,
            Phase.FINAL,
            OptionalInt.empty(),
            new Schema(fields));
    return new Lowered(node, columns, input.spread(), rows);
  }

  /// The set's position comes last in the logical node, but is a key of the second step.
  private Lowered reorder(Lowered second) {
    return lowering.assign(second, aggregate.columns().stream().map(Assignment::pass).toList());
  }

  private static AggregateCall merge(AggregateCall call, List<Integer> states) {
    return new AggregateCall(
        call.function(),
        states,
        call.constants(),
        false,
        OptionalInt.empty(),
        List.of(),
        call.type());
  }

  /// The call with ordinals of `input` instead of ids.
  static AggregateCall bind(AggregateCall call, Lowered input) {
    return new AggregateCall(
        call.function(),
        input.ordinals(call.arguments()),
        call.constants(),
        call.distinct(),
        call.filter().isPresent()
            ? OptionalInt.of(input.ordinal(call.filter().getAsInt()))
            : OptionalInt.empty(),
        input.keys(call.orderBy()),
        call.type());
  }
}
