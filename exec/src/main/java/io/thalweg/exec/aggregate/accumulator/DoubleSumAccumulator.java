package io.thalweg.exec.aggregate.accumulator;

import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// `sum` over DOUBLE and REAL, in the order of the rows; merging adds sums.
final class DoubleSumAccumulator implements DoubleSums {
  private final int argument;
  private final boolean single;
  private final Seen seen = new Seen();
  private double[] sums = {};

  /// @param single whether the result is REAL: rounded to `float`
  DoubleSumAccumulator(int argument, boolean single) {
    this.argument = argument;
    this.single = single;
  }

  @Override
  public void ensure(int groups) {
    if (sums.length < groups) {
      sums = Arrays.copyOf(sums, Math.max(groups, 2 * sums.length));
    }
    seen.ensure(groups);
  }

  @Override
  public boolean takesWeights() {
    return true;
  }

  @Override
  public void add(GroupedRows rows) {
    GroupedRows summed = rows.nonNull(argument);
    double[] values = ((DoubleColumn) summed.flat(argument)).values();
    int[] weights = summed.weights();
    if (weights != null) {
      for (int i = 0; i < summed.count(); i++) {
        sums[summed.groups()[i]] += values[i] * weights[i];
      }
    } else if (summed.groupCount() == 1) {
      addAll(values, summed.count());
    } else {
      addGrouped(values, summed.groups(), summed.count());
    }
    seen.add(summed);
  }

  private void addAll(double[] values, int count) {
    double sum = sums[0];
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    sums[0] = sum;
  }

  private void addGrouped(double[] values, int[] groups, int count) {
    double[] target = sums;
    for (int i = 0; i < count; i++) {
      target[groups[i]] += values[i];
    }
  }

  @Override
  public double sum(int group) {
    return sums[group];
  }

  @Override
  public FlatColumn result(Groups groups) {
    double[] values = groups.doubles(sums);
    if (single) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) values[i];
      }
    }
    return new DoubleColumn(values.length, values, seen.validity(groups));
  }

  @Override
  public List<FlatColumn> save(Groups groups) {
    return List.of(new DoubleColumn(groups.count(), groups.doubles(sums), seen.validity(groups)));
  }

  @Override
  public void load(Iterator<FlatColumn> columns, Groups groups) {
    DoubleColumn column = (DoubleColumn) columns.next();
    groups.put(column.values(), sums);
    seen.load(column, groups);
  }

  @Override
  public void forget(Groups groups) {
    groups.fill(sums, 0);
    seen.forget(groups);
  }

  @Override
  public void clear() {
    Arrays.fill(sums, 0);
    seen.clear();
  }

  @Override
  public long sizeInBytes() {
    return 8L * sums.length + seen.sizeInBytes();
  }
}
