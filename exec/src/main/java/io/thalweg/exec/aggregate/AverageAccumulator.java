package io.thalweg.exec.aggregate;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.function.AggregateStates;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.Layout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/// `avg`: a sum (exact for exact numbers) and a count, divided once. Merging adds both.
final class AverageAccumulator implements Accumulator {
  private static final double TWO_TO_64 = 0x1p64;

  private final int argument;
  private final DataType sumType;
  private final DataType type;
  private final boolean floating;
  private final ExactSums exact = new ExactSums();
  private final DoubleSumAccumulator doubles;
  private final CountAccumulator counts;

  /// @param argument the column of values, or of sums when `countArgument` is not negative
  /// @param countArgument the column of counts to merge, or -1
  /// @param argumentType the type of `argument`
  AverageAccumulator(int argument, int countArgument, DataType argumentType, DataType type) {
    boolean merges = countArgument >= 0;
    this.argument = argument;
    this.sumType = merges ? argumentType : AggregateStates.averageSum(argumentType);
    this.type = type;
    this.floating = sumType.layout() == Layout.DOUBLE;
    this.doubles = new DoubleSumAccumulator(argument, false);
    this.counts = new CountAccumulator(new int[] {merges ? countArgument : argument}, merges);
  }

  @Override
  public void ensure(int groups) {
    if (floating) {
      doubles.ensure(groups);
    } else {
      exact.ensure(groups);
    }
    counts.ensure(groups);
  }

  @Override
  public boolean takesWeights() {
    return true;
  }

  @Override
  public void add(GroupedRows rows) {
    if (floating) {
      doubles.add(rows);
    } else {
      GroupedRows summed = rows.nonNull(argument);
      exact.add(summed.flat(argument), summed);
    }
    counts.add(rows);
  }

  @Override
  public List<FlatColumn> states(int from, int count) {
    long[] validity = validity(from, count);
    FlatColumn sum =
        floating
            ? doubles.result(from, count)
            : ExactSumAccumulator.column(exact, sumType, from, count, validity);
    return List.of(sum, counts.result(from, count));
  }

  private long[] validity(int from, int count) {
    long[] validity = Bits.allSet(count);
    for (int i = 0; i < count; i++) {
      if (counts.count(from + i) == 0) {
        Bits.clear(validity, i);
      }
    }
    return validity;
  }

  @Override
  public FlatColumn result(int from, int count) {
    long[] validity = validity(from, count);
    return switch (type.layout()) {
      case DOUBLE -> {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
          values[i] = average(from + i);
        }
        yield new DoubleColumn(count, values, validity);
      }
      case LONG, INT128 -> exactResult(from, count, validity);
      case BOOLEAN, INT, BYTES, ARRAY, ROW, NONE ->
          throw new IllegalStateException("no average of type " + type.sql());
    };
  }

  private double average(int group) {
    long count = counts.count(group);
    if (floating) {
      return doubles.sum(group) / count;
    }
    int scale = sumType instanceof DecimalType decimal ? decimal.scale() : 0;
    long low = exact.low(group);
    long high = exact.high(group);
    double sum = high == low >> 63 ? low : high * TWO_TO_64 + unsigned(low);
    return scale == 0 ? sum / count : sum / (count * Math.pow(10, scale));
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : (value >>> 1 | value & 1) * 2.0;
  }

  private FlatColumn exactResult(int from, int count, long[] validity) {
    long[] highs = new long[count];
    long[] lows = new long[count];
    int sumScale = sumType instanceof DecimalType decimal ? decimal.scale() : 0;
    int scale = type instanceof DecimalType decimal ? decimal.scale() : 0;
    for (int i = 0; i < count; i++) {
      long divisor = counts.count(from + i);
      if (divisor != 0) {
        BigInteger sum = Int128.toBigInteger(exact.high(from + i), exact.low(from + i));
        BigInteger value =
            new BigDecimal(sum, sumScale)
                .divide(BigDecimal.valueOf(divisor), scale, RoundingMode.HALF_UP)
                .unscaledValue();
        highs[i] = Int128.high(value);
        lows[i] = Int128.low(value);
      }
    }
    return type.layout() == Layout.LONG
        ? new LongColumn(count, lows, validity)
        : new Int128Column(count, highs, lows, validity);
  }

  @Override
  public void clear() {
    exact.clear();
    doubles.clear();
    counts.clear();
  }

  @Override
  public long sizeInBytes() {
    return exact.sizeInBytes() + doubles.sizeInBytes() + counts.sizeInBytes();
  }
}
