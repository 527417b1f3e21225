package io.thalweg.exec.aggregate.accumulator;

import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Variances and the statistics of pairs over rows that may be taken back: the count and the exact
/// sums of values, squares and products. A result is what the plain accumulator makes of the means
/// and distances that follow from these.
final class ExactMomentsAccumulator implements KeptAccumulator {
  /// Units of a sum of products, as a power of two.
  private static final int PRODUCT_EXPONENT = -2148;

  /// Bits kept when a number becomes a double.
  private static final int BITS = 100;

  private final int[] arguments;
  private final KeptAccumulator plain;
  private final CountAccumulator counts;

  /// The sums of x and, for pairs, of y.
  private final List<ExactDoubles> values = new ArrayList<>();

  /// The sums of x * x and, for pairs, of y * y and x * y.
  private final List<ExactDoubles> products = new ArrayList<>();

  ExactMomentsAccumulator(int argument, VarianceAccumulator plain) {
    this(plain, argument);
  }

  /// @param first the column of y
  /// @param second the column of x
  ExactMomentsAccumulator(int first, int second, PairAccumulator plain) {
    this(plain, second, first);
  }

  private ExactMomentsAccumulator(KeptAccumulator plain, int... arguments) {
    this.plain = plain;
    this.arguments = arguments;
    this.counts = new CountAccumulator(arguments, false);
    for (int i = 0; i < arguments.length; i++) {
      values.add(new ExactDoubles(false));
    }
    for (int i = 0; i < (arguments.length == 1 ? 1 : 3); i++) {
      products.add(new ExactDoubles(true));
    }
  }

  private List<ExactDoubles> all() {
    List<ExactDoubles> all = new ArrayList<>(values);
    all.addAll(products);
    return all;
  }

  @Override
  public void ensure(int groups) {
    counts.ensure(groups);
    values.forEach(sums -> sums.ensure(groups));
    products.forEach(sums -> sums.ensure(groups));
  }

  @Override
  public boolean takesWeights() {
    return true;
  }

  @Override
  public void add(GroupedRows rows) {
    counts.add(rows);
    GroupedRows valued = rows;
    for (int argument : arguments) {
      valued = valued.nonNull(argument);
    }
    double[] xs = ((DoubleColumn) valued.flat(arguments[0])).values();
    addValues(valued, xs, values.getFirst(), products.getFirst());
    if (arguments.length > 1) {
      double[] ys = ((DoubleColumn) valued.flat(arguments[1])).values();
      addValues(valued, ys, values.get(1), products.get(1));
      for (int i = 0; i < valued.count(); i++) {
        products.get(2).addProduct(valued.groups()[i], xs[i], ys[i], weight(valued, i));
      }
    }
  }

  private static void addValues(
      GroupedRows rows, double[] column, ExactDoubles sums, ExactDoubles squares) {
    for (int i = 0; i < rows.count(); i++) {
      int group = rows.groups()[i];
      sums.add(group, column[i], weight(rows, i));
      squares.addProduct(group, column[i], column[i], weight(rows, i));
    }
  }

  private static int weight(GroupedRows rows, int row) {
    int[] weights = rows.weights();
    return weights == null ? 1 : weights[row];
  }

  @Override
  public FlatColumn result(Groups groups) {
    int count = groups.count();
    Groups some = Groups.range(0, count);
    plain.ensure(count);
    List<FlatColumn> state = new ArrayList<>();
    long[] rows = new long[count];
    double[] rowCounts = new double[count];
    for (int i = 0; i < count; i++) {
      rows[i] = counts.count(groups.at(i));
      rowCounts[i] = rows[i];
    }
    state.add(
        arguments.length == 1
            ? new LongColumn(count, rows, null)
            : new DoubleColumn(count, rowCounts, null));
    for (ExactDoubles sums : values) {
      state.add(means(sums, groups));
    }
    state.add(distances(products.getFirst(), values.getFirst(), values.getFirst(), groups));
    if (arguments.length > 1) {
      state.add(distances(products.get(1), values.get(1), values.get(1), groups));
      state.add(distances(products.get(2), values.get(0), values.get(1), groups));
    }
    plain.load(state.iterator(), some);
    return plain.result(some);
  }

  private DoubleColumn means(ExactDoubles sums, Groups groups) {
    double[] means = new double[groups.count()];
    for (int i = 0; i < means.length; i++) {
      long count = counts.count(groups.at(i));
      if (count > 0) {
        means[i] = sums.value(groups.at(i)) / count;
      }
    }
    return new DoubleColumn(means.length, means, null);
  }

  /// The sums of products of the distances from the means: `(n * sum(xy) - sum(x) * sum(y)) / n`.
  private DoubleColumn distances(
      ExactDoubles product, ExactDoubles left, ExactDoubles right, Groups groups) {
    double[] distances = new double[groups.count()];
    for (int i = 0; i < distances.length; i++) {
      int group = groups.at(i);
      long count = counts.count(group);
      if (product.hasSpecials(group)) {
        distances[i] = Double.NaN;
      } else if (count > 0) {
        BigInteger all = product.units(group).multiply(BigInteger.valueOf(count));
        BigInteger distance = all.subtract(left.units(group).multiply(right.units(group)));
        distances[i] = toDouble(distance, PRODUCT_EXPONENT) / count;
      }
    }
    return new DoubleColumn(distances.length, distances, null);
  }

  /// `value * 2^exponent`.
  private static double toDouble(BigInteger value, int exponent) {
    int dropped = Math.max(0, value.abs().bitLength() - BITS);
    return Math.scalb(value.shiftRight(dropped).doubleValue(), exponent + dropped);
  }

  @Override
  public List<FlatColumn> save(Groups groups) {
    List<FlatColumn> columns = new ArrayList<>(counts.save(groups));
    all().forEach(sums -> columns.add(sums.encode(groups)));
    return columns;
  }

  @Override
  public void load(Iterator<FlatColumn> columns, Groups groups) {
    counts.load(columns, groups);
    for (ExactDoubles sums : all()) {
      sums.forget(groups);
      BytesColumn encoded = (BytesColumn) columns.next();
      for (int i = 0; i < groups.count(); i++) {
        sums.addEncoded(groups.at(i), encoded, i);
      }
    }
  }

  @Override
  public void forget(Groups groups) {
    counts.forget(groups);
    all().forEach(sums -> sums.forget(groups));
  }

  @Override
  public void clear() {
    counts.clear();
    all().forEach(ExactDoubles::clear);
  }

  @Override
  public long sizeInBytes() {
    long bytes = counts.sizeInBytes();
    for (ExactDoubles sums : all()) {
      bytes += sums.sizeInBytes();
    }
    return bytes;
  }
}
