package io.thalweg.exec.aggregate.accumulator;

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
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// `avg`: a sum (exact for exact numbers) and a count, divided once. Merging adds both.
public final class AverageAccumulator implements KeptAccumulator {
  private static final double TWO_TO_64 = 0x1p64;

  private final int argument;
  private final DataType sumType;
  private final DataType type;
  private final boolean floating;
  private final boolean changes;
  private ExactSums exact = new ExactSums();

  /// Whether somebody else adds to the sums.
  private boolean borrowed;

  private final DoubleSums doubles;
  private final CountAccumulator counts;

  /// @param argument the column of values, or of sums when `countArgument` is not negative
  /// @param countArgument the column of counts to merge, or -1
  /// @param argumentType the type of `argument`
  /// @param changes whether rows are taken back: sums of DOUBLE are exact then
  AverageAccumulator(
      int argument, int countArgument, DataType argumentType, DataType type, boolean changes) {
    boolean merges = countArgument >= 0;
    this.argument = argument;
    this.sumType = merges ? argumentType : AggregateStates.averageSum(argumentType);
    this.type = type;
    this.floating = sumType.layout() == Layout.DOUBLE || sumType.layout() == Layout.BYTES;
    this.changes = changes;
    this.doubles =
        changes
            ? new ExactDoubleSumAccumulator(argument, merges)
            : new DoubleSumAccumulator(argument, false);
    this.counts = new CountAccumulator(new int[] {merges ? countArgument : argument}, merges);
  }

  /// Takes the sums from the accumulator of a `sum` over the same argument and the same rows, which
  /// is told of every row that this one is told of.
  ///
  /// @return whether they are of use: a sum of DOUBLE is not, which may round differently
  public boolean borrow(ExactSumAccumulator sum) {
    borrowed = !floating;
    exact = borrowed ? sum.sums() : exact;
    return borrowed;
  }

  @Override
  public void ensure(int groups) {
    if (floating) {
      doubles.ensure(groups);
    } else if (!borrowed) {
      exact.ensure(groups);
    }
    counts.ensure(groups);
  }

  @Override
  public boolean takesStrays() {
    return !floating && counts.takesStrays();
  }

  @Override
  public boolean takesWeights() {
    return true;
  }

  @Override
  public void add(GroupedRows rows) {
    if (floating) {
      doubles.add(rows);
    } else if (!borrowed) {
      GroupedRows summed = rows.nonNull(argument);
      exact.add(summed.flat(argument), summed);
    }
    counts.add(rows);
  }

  @Override
  public List<FlatColumn> states(Groups groups) {
    return states(groups, sumType);
  }

  /// The states with the sum as a column of type `sumOf`.
  List<FlatColumn> states(Groups groups, DataType sumOf) {
    // As many values taken back as added have no count but may have a sum.
    long[] validity = changes ? null : validity(groups);
    FlatColumn sum =
        floating
            ? doubles.states(groups).getFirst()
            : ExactSumAccumulator.column(exact, sumOf, groups, validity);
    return List.of(sum, counts.result(groups));
  }

  private long[] validity(Groups groups) {
    long[] validity = Bits.allSet(groups.count());
    for (int i = 0; i < groups.count(); i++) {
      if (counts.count(groups.at(i)) == 0) {
        Bits.clear(validity, i);
      }
    }
    return validity;
  }

  /// The sums without the division, as a column of type `sumOf`; NULL without a value.
  FlatColumn sums(Groups groups, DataType sumOf) {
    return floating
        ? doubles.result(groups).withValidity(validity(groups))
        : ExactSumAccumulator.column(exact, sumOf, groups, validity(groups));
  }

  @Override
  public List<FlatColumn> save(Groups groups) {
    List<FlatColumn> columns =
        new ArrayList<>(floating ? doubles.save(groups) : List.of(exact.save(groups)));
    columns.addAll(counts.save(groups));
    return columns;
  }

  @Override
  public void load(Iterator<FlatColumn> columns, Groups groups) {
    if (floating) {
      doubles.load(columns, groups);
    } else {
      exact.load(columns.next(), groups);
    }
    counts.load(columns, groups);
  }

  @Override
  public void forget(Groups groups) {
    if (floating) {
      doubles.forget(groups);
    } else {
      exact.forget(groups);
    }
    counts.forget(groups);
  }

  @Override
  public FlatColumn result(Groups groups) {
    int count = groups.count();
    long[] validity = validity(groups);
    return switch (type.layout()) {
      case DOUBLE -> {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
          values[i] = average(groups.at(i));
        }
        yield new DoubleColumn(count, values, validity);
      }
      case LONG, INT128 -> exactResult(groups, validity);
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

  private FlatColumn exactResult(Groups groups, long[] validity) {
    int count = groups.count();
    long[] highs = new long[count];
    long[] lows = new long[count];
    int sumScale = sumType instanceof DecimalType decimal ? decimal.scale() : 0;
    int scale = type instanceof DecimalType decimal ? decimal.scale() : 0;
    for (int i = 0; i < count; i++) {
      long divisor = counts.count(groups.at(i));
      if (divisor != 0) {
        BigInteger sum = Int128.toBigInteger(exact.high(groups.at(i)), exact.low(groups.at(i)));
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
    if (!borrowed) {
      exact.clear();
    }
    doubles.clear();
    counts.clear();
  }

  @Override
  public long sizeInBytes() {
    return (borrowed ? 0 : exact.sizeInBytes()) + doubles.sizeInBytes() + counts.sizeInBytes();
  }
}
