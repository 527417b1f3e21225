package io.thalweg.exec.aggregate.accumulator;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
import java.util.Iterator;
import java.util.List;

/// `sum` over rows that may be taken back: also counts the values, because a sum that has lost its
/// last value is NULL again. Merging adds sums and counts.
final class ChangingSumAccumulator implements KeptAccumulator {
  private final AverageAccumulator state;
  private final DataType type;

  /// @param argument the column of values, or of sums when `countArgument` is not negative
  /// @param countArgument the column of counts to merge, or -1
  ChangingSumAccumulator(int argument, int countArgument, DataType argumentType, DataType type) {
    this.state = new AverageAccumulator(argument, countArgument, argumentType, type, true);
    this.type = type;
  }

  @Override
  public void ensure(int groups) {
    state.ensure(groups);
  }

  @Override
  public boolean takesWeights() {
    return true;
  }

  @Override
  public void add(GroupedRows rows) {
    state.add(rows);
  }

  @Override
  public List<FlatColumn> states(Groups groups) {
    return state.states(groups, type);
  }

  @Override
  public FlatColumn result(Groups groups) {
    return state.sums(groups, type);
  }

  @Override
  public List<FlatColumn> save(Groups groups) {
    return state.save(groups);
  }

  @Override
  public void load(Iterator<FlatColumn> columns, Groups groups) {
    state.load(columns, groups);
  }

  @Override
  public void forget(Groups groups) {
    state.forget(groups);
  }

  @Override
  public void clear() {
    state.clear();
  }

  @Override
  public long sizeInBytes() {
    return state.sizeInBytes();
  }
}
