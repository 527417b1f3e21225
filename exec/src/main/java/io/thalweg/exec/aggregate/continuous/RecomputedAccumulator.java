package io.thalweg.exec.aggregate.continuous;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.aggregate.accumulator.Accumulator;
import io.thalweg.exec.aggregate.accumulator.Accumulators;
import io.thalweg.exec.aggregate.accumulator.Extremum;
import io.thalweg.exec.aggregate.accumulator.KeptAccumulator;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// An aggregate that is computed from all values of its group whenever the result is asked for:
/// functions whose state cannot take a value back, and those that have no state but the values.
///
/// Values have no order of arrival here: where the function depends on one and the call's ORDER BY
/// leaves it open, it is the order of the values, so that a result can be computed again.
final class RecomputedAccumulator implements KeptAccumulator {
  private final GroupValues values;
  private final boolean once;
  private final Accumulator function;

  /// @param values whose owner adds the rows; holds the columns of [#columns]
  /// @param once whether equal values count once
  private RecomputedAccumulator(
      AggregateCall call, Schema input, GroupValues values, boolean once) {
    this.values = values;
    this.once = once;
    List<Integer> columns = columns(call);
    List<Field> fields = columns.stream().map(input::field).toList();
    this.function = Accumulators.of(rebased(call, columns), new Schema(fields), false);
  }

  /// An accumulator for `call` over `values`: this one, or one that recomputes less.
  static KeptAccumulator of(AggregateCall call, Schema input, GroupValues values, boolean once) {
    RecomputedAccumulator recomputed = new RecomputedAccumulator(call, input, values, once);
    return recomputed.function instanceof Extremum search
            && Accumulators.of(call, input, false) instanceof Extremum known
            && (call.function().equals("min") || call.function().equals("max"))
        ? new ChangingExtremumAccumulator(known, search, values)
        : recomputed;
  }

  /// The columns whose values the call needs.
  static List<Integer> columns(AggregateCall call) {
    List<Integer> columns = new ArrayList<>(call.arguments());
    for (SortKey key : call.orderBy()) {
      if (!call.distinct() && !columns.contains(key.column())) {
        columns.add(key.column());
      }
    }
    return columns;
  }

  /// The call over a schema of only these columns.
  private static AggregateCall rebased(AggregateCall call, List<Integer> columns) {
    List<SortKey> order = new ArrayList<>();
    for (SortKey key : call.orderBy()) {
      if (columns.contains(key.column())) {
        order.add(new SortKey(columns.indexOf(key.column()), key.descending(), key.nullsFirst()));
      }
    }
    if (call.function().endsWith("_agg")) {
      // The rest of the columns make the order complete.
      IntStream.range(0, columns.size()).forEach(column -> order.add(SortKey.ascending(column)));
    }
    return new AggregateCall(
        call.function().equals("any_value") ? "min" : call.function(),
        call.arguments().stream().map(columns::indexOf).toList(),
        call.constants(),
        false,
        OptionalInt.empty(),
        order,
        call.type());
  }

  @Override
  public void ensure(int groups) {
    // The values are elsewhere.
  }

  @Override
  public boolean takesWeights() {
    return true;
  }

  @Override
  public void add(GroupedRows rows) {
    // Whoever owns the values adds them, once for all calls that share them.
  }

  @Override
  public FlatColumn result(Groups groups) {
    function.clear();
    function.ensure(groups.count());
    function.add(values.collect(groups, once));
    FlatColumn result = function.result(Groups.range(0, groups.count()));
    function.clear();
    return result;
  }

  @Override
  public List<FlatColumn> save(Groups groups) {
    return List.of();
  }

  @Override
  public void load(Iterator<FlatColumn> columns, Groups groups) {
    // The values are written by themselves.
  }

  @Override
  public void forget(Groups groups) {
    // Whoever owns the values forgets them.
  }

  @Override
  public void clear() {
    // Nothing is kept here.
  }

  @Override
  public long sizeInBytes() {
    return function.sizeInBytes();
  }
}
