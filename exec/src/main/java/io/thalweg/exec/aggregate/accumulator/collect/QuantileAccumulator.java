package io.thalweg.exec.aggregate.accumulator.collect;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.kernel.compare.ValueOrder;
import io.thalweg.exec.state.Groups;
import io.thalweg.exec.state.RowSort;
import java.math.BigDecimal;
import java.util.Arrays;

/// `quantile_cont` (and so `median`), `quantile_disc` and `mode`: each group's values are sorted
/// once, at the end. NULLs are left out; NULL without a value.
public final class QuantileAccumulator implements CollectingAccumulator {
  /// What is taken of the sorted values.
  public enum Pick {
    /// The value at the fraction, interpolated, as DOUBLE.
    CONTINUOUS,
    /// The first value at or behind the fraction.
    DISCRETE,
    /// The most frequent value; of several the smallest.
    MODE
  }

  private final int argument;
  private final DataType argumentType;
  private final Pick pick;
  private final double fraction;
  private final boolean descending;
  private final CollectedRows collected;
  private int groupCount;

  /// @param fraction 0..1; of the descending order when `descending`
  public QuantileAccumulator(
      int argument, DataType argumentType, Pick pick, double fraction, boolean descending) {
    this.argument = argument;
    this.argumentType = argumentType;
    this.pick = pick;
    this.fraction = fraction;
    this.descending = descending;
    this.collected = new CollectedRows(argument);
  }

  @Override
  public CollectedRows collected() {
    return collected;
  }

  @Override
  public void ensure(int groups) {
    groupCount = groups;
  }

  @Override
  public void add(GroupedRows rows) {
    collected.add(rows.nonNull(argument));
  }

  @Override
  public FlatColumn result(Groups groups) {
    collected.group(groupCount);
    return pick == Pick.CONTINUOUS ? continuous(groups) : discrete(groups);
  }

  private FlatColumn continuous(Groups groups) {
    int count = groups.count();
    double[] values = new double[count];
    long[] validity = new long[Bits.words(count)];
    for (int i = 0; i < count; i++) {
      int start = collected.start(groups.at(i));
      int size = collected.end(groups.at(i)) - start;
      if (size > 0) {
        Bits.set(validity, i);
        values[i] = interpolate(sortedDoubles(start, size));
      }
    }
    return new DoubleColumn(count, values, validity);
  }

  private double[] sortedDoubles(int start, int size) {
    double[] sorted = new double[size];
    FlatColumn column = collected.column(0);
    int[] rows = collected.rows();
    double scale = argumentType instanceof DecimalType decimal ? Math.pow(10, decimal.scale()) : 1;
    for (int i = 0; i < size; i++) {
      int row = rows[start + i];
      sorted[i] =
          switch (column) {
            case IntColumn ints -> ints.values()[row];
            case LongColumn longs -> longs.values()[row] / scale;
            case DoubleColumn doubles -> doubles.values()[row] + 0.0;
            case Int128Column wide ->
                new BigDecimal(wide.value(row), ((DecimalType) argumentType).scale()).doubleValue();
            default -> throw new IllegalStateException("no quantile of " + argumentType.sql());
          };
    }
    Arrays.sort(sorted);
    return sorted;
  }

  private double interpolate(double[] sorted) {
    double share = descending ? 1 - fraction : fraction;
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = (int) Math.ceil(position);
    double low = sorted[below];
    return below == above ? low : low + (position - below) * (sorted[above] - low);
  }

  private FlatColumn discrete(Groups groups) {
    int count = groups.count();
    long[] validity = new long[Bits.words(count)];
    int[] chosen = new int[count];
    if (collected.isEmpty()) {
      return ColumnBuilder.single(argumentType, null).gather(chosen, count);
    }
    FlatColumn column = collected.column(0);
    RowSort.Order order =
        descending
            ? (left, right) -> ValueOrder.compare(column, right, column, left)
            : (left, right) -> ValueOrder.compare(column, left, column, right);
    int[] rows = collected.rows();
    for (int i = 0; i < count; i++) {
      int start = collected.start(groups.at(i));
      int end = collected.end(groups.at(i));
      if (start < end) {
        Bits.set(validity, i);
        RowSort.sort(rows, start, end, order);
        chosen[i] = rows[pick == Pick.MODE ? longestRun(start, end) : position(start, end)];
      }
    }
    return collected.column(0).gather(chosen, count).withValidity(validity);
  }

  private int position(int start, int end) {
    int size = end - start;
    int index = (int) Math.ceil(fraction * size) - 1;
    return start + Math.max(0, Math.min(size - 1, index));
  }

  private int longestRun(int start, int end) {
    FlatColumn column = collected.column(0);
    int[] rows = collected.rows();
    int best = start;
    int bestLength = 0;
    int runStart = start;
    for (int at = start + 1; at <= end; at++) {
      boolean ends = at == end || ValueOrder.compare(column, rows[at - 1], column, rows[at]) != 0;
      if (ends) {
        if (at - runStart > bestLength) {
          best = runStart;
          bestLength = at - runStart;
        }
        runStart = at;
      }
    }
    return best;
  }

  @Override
  public void clear() {
    collected.clear();
  }

  @Override
  public long sizeInBytes() {
    return collected.sizeInBytes();
  }
}
