package io.thalweg.exec.aggregate.accumulator;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Layout;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `sum` over integers, decimals and intervals; merging adds sums. NULL without a value.
public final class ExactSumAccumulator implements KeptAccumulator {
  /// 10^38 - 1, the largest DECIMAL(38).
  private static final long MAX_HIGH = 0x4B3B4CA85A86C47AL;

  private static final long MAX_LOW = 0x098A223FFFFFFFFFL;

  private final int argument;
  private final DataType type;
  private final ExactSums sums = new ExactSums();
  private final Seen seen = new Seen();

  /// @param type of the result: layout LONG or INT128
  ExactSumAccumulator(int argument, DataType type) {
    this.argument = argument;
    this.type = type;
  }

  @Override
  public void ensure(int groups) {
    sums.ensure(groups);
    seen.ensure(groups);
  }

  @Override
  public boolean takesWeights() {
    return true;
  }

  @Override
  public boolean takesStrays() {
    return true;
  }

  /// The sums, for who needs the same.
  ExactSums sums() {
    return sums;
  }

  @Override
  public void add(GroupedRows rows) {
    GroupedRows summed = rows.nonNull(argument);
    sums.add(summed.flat(argument), summed);
    seen.add(summed);
  }

  @Override
  public FlatColumn result(Groups groups) {
    return column(sums, type, groups, seen.validity(groups));
  }

  @Override
  public List<FlatColumn> save(Groups groups) {
    return List.of(sums.save(groups).withValidity(seen.validity(groups)));
  }

  @Override
  public void load(Iterator<FlatColumn> columns, Groups groups) {
    FlatColumn column = columns.next();
    sums.load(column, groups);
    seen.load(column, groups);
  }

  @Override
  public void forget(Groups groups) {
    sums.forget(groups);
    seen.forget(groups);
  }

  /// Sums as a column of `type`; those that do not fit it are errors.
  static FlatColumn column(
      ExactSums sums, DataType type, Groups groups, long @Nullable [] validity) {
    int count = groups.count();
    boolean wide = type.layout() == Layout.INT128;
    if (sums.areNarrow()) {
      long[] values = sums.lows(groups);
      return wide
          ? Int128Column.ofLongs(count, values, validity)
          : new LongColumn(count, values, validity);
    }
    long[] low = new long[count];
    long[] high = new long[count];
    for (int i = 0; i < count; i++) {
      low[i] = sums.low(groups.at(i));
      high[i] = sums.high(groups.at(i));
      if (wide ? !isDecimal(high[i], low[i]) : high[i] != low[i] >> 63) {
        throw new ThalwegException(
            ErrorCode.NUMERIC_OUT_OF_RANGE,
            "a sum does not fit "
                + type.sql()
                + "; cast its argument to a wider type, for example DECIMAL(38, 0) or DOUBLE");
      }
    }
    return wide
        ? new Int128Column(count, high, low, validity)
        : new LongColumn(count, low, validity);
  }

  private static boolean isDecimal(long high, long low) {
    if (high == low >> 63) {
      return true;
    }
    long absHigh = high < 0 ? ~high + (low == 0 ? 1 : 0) : high;
    long absLow = high < 0 ? -low : low;
    return absHigh >= 0
        && (absHigh < MAX_HIGH
            || (absHigh == MAX_HIGH && Long.compareUnsigned(absLow, MAX_LOW) <= 0));
  }

  @Override
  public void clear() {
    sums.clear();
    seen.clear();
  }

  @Override
  public long sizeInBytes() {
    return sums.sizeInBytes() + seen.sizeInBytes();
  }
}
