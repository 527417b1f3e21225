package io.thalweg.exec.aggregate.accumulator;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// `count(*)` and `count(x)`; merging adds counts. Used by one task at a time.
public final class CountAccumulator implements KeptAccumulator {
  /// Up to so many groups the rows are counted once for all calls.
  private static final int FEW_GROUPS = 256;

  private final int[] arguments;
  private final boolean merges;
  private long[] counts = {};

  /// @param arguments columns none of which may be NULL in a row that counts
  /// @param merges whether the one argument holds counts
  public CountAccumulator(int[] arguments, boolean merges) {
    this.arguments = arguments;
    this.merges = merges;
  }

  @Override
  public void ensure(int groups) {
    if (counts.length < groups) {
      counts = Arrays.copyOf(counts, Math.max(groups, 2 * counts.length));
    }
  }

  @Override
  public boolean takesWeights() {
    return true;
  }

  @Override
  public boolean takesStrays() {
    return !merges;
  }

  @Override
  public void add(GroupedRows rows) {
    GroupedRows counted = rows;
    for (int argument : arguments) {
      counted = counted.nonNull(argument);
    }
    int[] groups = counted.groups();
    int count = counted.count();
    int[] weights = counted.weights();
    if (merges) {
      long[] values = ((LongColumn) counted.flat(arguments[0])).values();
      for (int i = 0; i < count; i++) {
        counts[groups[i]] += values[i];
      }
    } else if (weights != null) {
      for (int i = 0; i < count; i++) {
        counts[groups[i]] += weights[i];
      }
    } else if (counted.groupCount() <= FEW_GROUPS) {
      int[] histogram = counted.histogram();
      for (int group = 0; group < counted.groupCount(); group++) {
        counts[group] += histogram[group];
      }
    } else {
      addOnes(groups, count);
    }
  }

  private void addOnes(int[] groups, int count) {
    long[] target = counts;
    for (int i = 0; i < count; i++) {
      target[groups[i]]++;
    }
  }

  /// The rows counted of a group that there is room for.
  public long count(int group) {
    return counts[group];
  }

  @Override
  public FlatColumn result(Groups groups) {
    return new LongColumn(groups.count(), groups.longs(counts), null);
  }

  @Override
  public List<FlatColumn> save(Groups groups) {
    return List.of(result(groups));
  }

  @Override
  public void load(Iterator<FlatColumn> columns, Groups groups) {
    groups.put(((LongColumn) columns.next()).values(), counts);
  }

  @Override
  public void forget(Groups groups) {
    groups.fill(counts, 0);
  }

  @Override
  public void clear() {
    Arrays.fill(counts, 0);
  }

  @Override
  public long sizeInBytes() {
    return 8L * counts.length;
  }
}
