package io.thalweg.exec.aggregate;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.aggregate.accumulator.Accumulator;
import io.thalweg.exec.aggregate.accumulator.Accumulators;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
import java.util.ArrayList;
import java.util.List;

/// The state of one aggregate call with its FILTER and DISTINCT, for groups that the caller
/// numbers. For window functions, whose groups are frames. Used by one task.
public final class CallState {
  private final RowFilter filter;
  private final Accumulator accumulator;

  /// @param input of the rows to come
  /// @param merges whether these rows are states
  public CallState(AggregateCall call, Schema input, boolean merges) {
    this.filter = RowFilter.of(call, merges, true, input, new ArrayList<>());
    this.accumulator = Accumulators.of(call, input, merges);
  }

  /// Makes room for groups `0..groups)`; before rows are added and before results are read.
  public void ensure(int groups) {
    accumulator.ensure(groups);
  }

  /// @param rows of groups of which some may have no row at all
  public void add(GroupedRows rows) {
    accumulator.add(filter.apply(rows));
  }

  /// The results of groups `from..from+count)`.
  public FlatColumn result(int from, int count) {
    return accumulator.result(Groups.range(from, count));
  }

  /// The states of groups `from..from+count)`.
  public List<FlatColumn> states(int from, int count) {
    return accumulator.states(Groups.range(from, count));
  }

  public void clear() {
    filter.clear();
    accumulator.clear();
  }

  public long sizeInBytes() {
    return filter.sizeInBytes() + accumulator.sizeInBytes();
  }
}
