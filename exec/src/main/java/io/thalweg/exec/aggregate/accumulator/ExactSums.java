package io.thalweg.exec.aggregate.accumulator;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.kernel.arithmetic.GroupTotals;
import io.thalweg.exec.kernel.arithmetic.Magnitudes;
import io.thalweg.exec.state.Groups;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// 128-bit sums per group. One `long` per group as long as every sum fits it.
///
/// Beyond 128 bits an addition fails with NUMERIC_OUT_OF_RANGE.
final class ExactSums {
  /// Up to so many groups a batch is summed by itself first.
  private static final int FEW_GROUPS = 64;

  private long[] low = {};

  /// Upper halves; null while each is the sign of its lower half.
  private long @Nullable [] high;

  private final GroupTotals totals = new GroupTotals();
  private long[] ints = {};

  void ensure(int groups) {
    if (low.length < groups) {
      int length = Math.max(groups, (int) Math.min(2L * low.length, Integer.MAX_VALUE - 8));
      low = Arrays.copyOf(low, length);
      if (high != null) {
        high = Arrays.copyOf(high, length);
      }
    }
  }

  long low(int group) {
    return low[group];
  }

  long high(int group) {
    return high == null ? low[group] >> 63 : high[group];
  }

  /// Whether every sum fits a `long`.
  boolean areNarrow() {
    return high == null;
  }

  /// The lower halves of these groups' sums.
  long[] lows(Groups groups) {
    return groups.longs(low);
  }

  /// Adds each row's value to its group's sum.
  ///
  /// @param column INT, LONG or INT128, without NULLs
  void add(FlatColumn column, GroupedRows rows) {
    switch (column) {
      case IntColumn ints -> addLongs(widen(ints), rows);
      case LongColumn longs -> addLongs(longs.values(), rows);
      case Int128Column wide when wide.isNarrow() -> addLongs(wide.low(), rows);
      case Int128Column wide -> addWide(wide.high(), wide.low(), rows);
      default -> throw new IllegalStateException("no exact sum over " + column.layout());
    }
  }

  private long[] widen(IntColumn column) {
    int length = column.length();
    if (ints.length < length) {
      ints = new long[length];
    }
    int[] values = column.values();
    for (int i = 0; i < length; i++) {
      ints[i] = values[i];
    }
    return ints;
  }

  private void addLongs(long[] values, GroupedRows rows) {
    int count = rows.count();
    int[] weights = rows.weights();
    if (weights != null) {
      for (int i = 0; i < count; i++) {
        long weight = weights[i];
        long product = values[i] * weight;
        long upper = Math.multiplyHigh(values[i], weight);
        if (upper == product >> 63) {
          add(rows.groups()[i], product);
        } else {
          addTo(rows.groups()[i], upper, product);
        }
      }
    } else if (rows.groupCount() <= FEW_GROUPS && fitBatchSum(values, count)) {
      if (rows.groupCount() == 1 && !rows.hasStrays()) {
        add(0, sum(values, count));
      } else {
        addTotals(values, rows.groups(), count, rows.groupCount());
      }
    } else if (rows.hasStrays()) {
      for (int i = 0; i < count; i++) {
        if (rows.groups()[i] < rows.groupCount()) {
          add(rows.groups()[i], values[i]);
        }
      }
    } else if (high == null) {
      addNarrow(values, rows.groups(), count);
    } else {
      for (int i = 0; i < count; i++) {
        add(rows.groups()[i], values[i]);
      }
    }
  }

  /// Whether any sum of some of these values fits a `long`.
  private static boolean fitBatchSum(long[] values, int count) {
    return Magnitudes.bits(values, count) < 31 + Integer.numberOfLeadingZeros(count);
  }

  private static long sum(long[] values, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum;
  }

  private void addTotals(long[] values, int[] groups, int count, int groupCount) {
    long[] sums = totals.sums(values, groups, count, groupCount);
    for (int group = 0; group < groupCount; group++) {
      add(group, sums[group]);
    }
  }

  private void addNarrow(long[] values, int[] groups, int count) {
    long[] sums = low;
    for (int i = 0; i < count; i++) {
      long value = values[i];
      int group = groups[i];
      long old = sums[group];
      long sum = old + value;
      if (((old ^ sum) & (value ^ sum)) < 0) {
        for (int j = i; j < count; j++) {
          add(groups[j], values[j]);
        }
        return;
      }
      sums[group] = sum;
    }
  }

  private void add(int group, long value) {
    if (high == null) {
      long old = low[group];
      long sum = old + value;
      if (((old ^ sum) & (value ^ sum)) >= 0) {
        low[group] = sum;
        return;
      }
    }
    addTo(group, value >> 63, value);
  }

  private void addWide(long[] highs, long[] lows, GroupedRows rows) {
    int count = rows.count();
    long differ = 0;
    for (int i = 0; i < count; i++) {
      differ |= highs[i] ^ lows[i] >> 63;
    }
    if (differ == 0) {
      addLongs(lows, rows);
      return;
    }
    int[] groups = rows.groups();
    int[] weights = rows.weights();
    int stray = rows.hasStrays() ? rows.groupCount() : -1;
    for (int i = 0; i < count; i++) {
      if (groups[i] == stray) {
        continue;
      }
      if (weights == null) {
        addTo(groups[i], highs[i], lows[i]);
      } else {
        addWeighted(groups[i], highs[i], lows[i], weights[i]);
      }
    }
  }

  private void addWeighted(int group, long valueHigh, long valueLow, int weight) {
    long low64 = valueLow * weight;
    long carry = Math.unsignedMultiplyHigh(valueLow, weight) - (weight < 0 ? valueLow : 0);
    long upper = valueHigh * weight;
    long sum = upper + carry;
    if (Math.multiplyHigh(valueHigh, weight) != upper >> 63
        || ((upper ^ sum) & (carry ^ sum)) < 0) {
      throw outOfRange();
    }
    addTo(group, sum, low64);
  }

  private void addTo(int group, long valueHigh, long valueLow) {
    long[] highs = widened();
    long sumLow = low[group] + valueLow;
    int carry = Long.compareUnsigned(sumLow, valueLow) < 0 ? 1 : 0;
    long oldHigh = highs[group];
    long sumHigh = oldHigh + valueHigh + carry;
    if (((oldHigh ^ sumHigh) & (valueHigh ^ sumHigh)) < 0) {
      throw outOfRange();
    }
    low[group] = sumLow;
    highs[group] = sumHigh;
  }

  private static ThalwegException outOfRange() {
    return new ThalwegException(
        ErrorCode.NUMERIC_OUT_OF_RANGE,
        "a sum passes 38 digits; cast its argument to DOUBLE to have an approximate one");
  }

  /// The groups' sums, as snapshots keep them: LONG or, once a sum needs it, INT128.
  FlatColumn save(Groups groups) {
    int count = groups.count();
    if (high == null) {
      return new LongColumn(count, groups.longs(low), null);
    }
    long[] highs = new long[count];
    for (int i = 0; i < count; i++) {
      highs[i] = high(groups.at(i));
    }
    return new Int128Column(count, highs, groups.longs(low), null);
  }

  /// Replaces the groups' sums by what [#save] wrote.
  void load(FlatColumn column, Groups groups) {
    if (column instanceof LongColumn longs && high == null) {
      groups.put(longs.values(), low);
    } else if (column instanceof LongColumn longs) {
      for (int i = 0; i < groups.count(); i++) {
        set(groups.at(i), longs.values()[i] >> 63, longs.values()[i]);
      }
    } else {
      Int128Column wide = (Int128Column) column;
      for (int i = 0; i < groups.count(); i++) {
        set(groups.at(i), wide.high()[i], wide.low()[i]);
      }
    }
  }

  void forget(Groups groups) {
    for (int i = 0; i < groups.count(); i++) {
      set(groups.at(i), 0, 0);
    }
  }

  private void set(int group, long newHigh, long newLow) {
    if (high != null) {
      high[group] = newHigh;
    } else if (newHigh != newLow >> 63) {
      widened()[group] = newHigh;
    }
    low[group] = newLow;
  }

  /// The upper halves, which begin to be kept.
  private long[] widened() {
    long[] highs = high;
    if (highs == null) {
      highs = new long[low.length];
      for (int i = 0; i < highs.length; i++) {
        highs[i] = low[i] >> 63;
      }
      high = highs;
    }
    return highs;
  }

  void clear() {
    Arrays.fill(low, 0);
    high = null;
  }

  long sizeInBytes() {
    return 8L * low.length + (high == null ? 0 : 8L * high.length);
  }
}
