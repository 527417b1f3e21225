package io.thalweg.exec.aggregate.accumulator;

import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
import java.util.Iterator;
import java.util.List;

/// Sums of DOUBLE that keep every bit, so that taking a value back leaves exactly what was there
/// before it came, in any order and after any restore. The result is the true sum, rounded once. As
/// a state or in a snapshot a sum is a byte string ([ExactDoubles]); merging adds these.
final class ExactDoubleSumAccumulator implements DoubleSums {
  private final int argument;
  private final boolean merges;
  private final ExactDoubles sums = new ExactDoubles(false);

  /// @param merges whether the argument holds states
  ExactDoubleSumAccumulator(int argument, boolean merges) {
    this.argument = argument;
    this.merges = merges;
  }

  @Override
  public void ensure(int groups) {
    sums.ensure(groups);
  }

  @Override
  public boolean takesWeights() {
    return true;
  }

  @Override
  public void add(GroupedRows rows) {
    GroupedRows summed = rows.nonNull(argument);
    int count = summed.count();
    int[] groups = summed.groups();
    if (merges) {
      BytesColumn states = (BytesColumn) summed.flat(argument);
      for (int i = 0; i < count; i++) {
        sums.addEncoded(groups[i], states, i);
      }
      return;
    }
    double[] values = ((DoubleColumn) summed.flat(argument)).values();
    int[] weights = summed.weights();
    for (int i = 0; i < count; i++) {
      sums.add(groups[i], values[i], weights == null ? 1 : weights[i]);
    }
  }

  @Override
  public double sum(int group) {
    return sums.value(group);
  }

  @Override
  public FlatColumn result(Groups groups) {
    double[] values = new double[groups.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = sum(groups.at(i));
    }
    return new DoubleColumn(values.length, values, null);
  }

  @Override
  public List<FlatColumn> states(Groups groups) {
    return save(groups);
  }

  @Override
  public List<FlatColumn> save(Groups groups) {
    return List.of(sums.encode(groups));
  }

  @Override
  public void load(Iterator<FlatColumn> columns, Groups groups) {
    forget(groups);
    BytesColumn encoded = (BytesColumn) columns.next();
    for (int i = 0; i < groups.count(); i++) {
      sums.addEncoded(groups.at(i), encoded, i);
    }
  }

  @Override
  public void forget(Groups groups) {
    sums.forget(groups);
  }

  @Override
  public void clear() {
    sums.clear();
  }

  @Override
  public long sizeInBytes() {
    return sums.sizeInBytes();
  }
}
