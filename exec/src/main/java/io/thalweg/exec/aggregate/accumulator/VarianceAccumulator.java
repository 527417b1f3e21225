package io.thalweg.exec.aggregate.accumulator;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// `var_pop`, `var_samp`, `stddev_pop`, `stddev_samp`: count, mean and the sum of squared distances
/// from it (Welford), merged as Chan et al. do.
final class VarianceAccumulator implements KeptAccumulator {
  private final int[] arguments;
  private final boolean sample;
  private final boolean root;
  private long[] counts = {};
  private double[] means = {};
  private double[] squares = {};

  /// @param arguments one column of values, or three of states: count, mean, squares
  /// @param sample whether to divide by one less than the count
  /// @param root whether the result is the square root
  VarianceAccumulator(int[] arguments, boolean sample, boolean root) {
    this.arguments = arguments;
    this.sample = sample;
    this.root = root;
  }

  @Override
  public void ensure(int groups) {
    if (counts.length < groups) {
      int length = Math.max(groups, 2 * counts.length);
      counts = Arrays.copyOf(counts, length);
      means = Arrays.copyOf(means, length);
      squares = Arrays.copyOf(squares, length);
    }
  }

  @Override
  public void add(GroupedRows rows) {
    if (arguments.length > 1) {
      merge(rows);
      return;
    }
    GroupedRows valued = rows.nonNull(arguments[0]);
    double[] values = ((DoubleColumn) valued.flat(arguments[0])).values();
    int[] groups = valued.groups();
    for (int i = 0; i < valued.count(); i++) {
      int group = groups[i];
      double value = values[i];
      long count = ++counts[group];
      double distance = value - means[group];
      double mean = means[group] + distance / count;
      means[group] = mean;
      squares[group] += distance * (value - mean);
    }
  }

  private void merge(GroupedRows rows) {
    long[] otherCounts = ((LongColumn) rows.flat(arguments[0])).values();
    double[] otherMeans = ((DoubleColumn) rows.flat(arguments[1])).values();
    double[] otherSquares = ((DoubleColumn) rows.flat(arguments[2])).values();
    for (int i = 0; i < rows.count(); i++) {
      int group = rows.groups()[i];
      if (otherCounts[i] > 0) {
        long count = counts[group] + otherCounts[i];
        double distance = otherMeans[i] - means[group];
        double share = (double) otherCounts[i] / count;
        squares[group] += otherSquares[i] + distance * distance * counts[group] * share;
        means[group] += distance * share;
        counts[group] = count;
      }
    }
  }

  @Override
  public List<FlatColumn> states(Groups groups) {
    int count = groups.count();
    return List.of(
        new LongColumn(count, groups.longs(counts), null),
        new DoubleColumn(count, groups.doubles(means), null),
        new DoubleColumn(count, groups.doubles(squares), null));
  }

  @Override
  public List<FlatColumn> save(Groups groups) {
    return states(groups);
  }

  @Override
  public void load(Iterator<FlatColumn> columns, Groups groups) {
    groups.put(((LongColumn) columns.next()).values(), counts);
    groups.put(((DoubleColumn) columns.next()).values(), means);
    groups.put(((DoubleColumn) columns.next()).values(), squares);
  }

  @Override
  public void forget(Groups groups) {
    groups.fill(counts, 0);
    groups.fill(means, 0);
    groups.fill(squares, 0);
  }

  @Override
  public FlatColumn result(Groups groups) {
    int count = groups.count();
    double[] values = new double[count];
    long[] validity = Bits.allSet(count);
    for (int i = 0; i < count; i++) {
      long divisor = counts[groups.at(i)] - (sample ? 1 : 0);
      if (divisor <= 0) {
        Bits.clear(validity, i);
      } else {
        double variance = squares[groups.at(i)] / divisor;
        values[i] = root ? Math.sqrt(variance) : variance;
      }
    }
    return new DoubleColumn(count, values, validity);
  }

  @Override
  public void clear() {
    Arrays.fill(counts, 0);
    Arrays.fill(means, 0);
    Arrays.fill(squares, 0);
  }

  @Override
  public long sizeInBytes() {
    return 24L * counts.length;
  }
}
