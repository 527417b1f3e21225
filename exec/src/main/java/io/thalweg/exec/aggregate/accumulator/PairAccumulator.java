package io.thalweg.exec.aggregate.accumulator;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.DoubleColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.exec.aggregate.input.GroupedRows;
import io.thalweg.exec.state.Groups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/// The statistics of pairs `(y, x)` without NULL: `corr`, `covar_…`, `regr_…`. Keeps count, both
/// means, both sums of squared distances and the sum of products of distances. Used by one task at
/// a time.
public final class PairAccumulator implements KeptAccumulator {
  /// What is made of the sums.
  enum Statistic {
    CORR,
    COVAR_POP,
    COVAR_SAMP,
    REGR_AVGX,
    REGR_AVGY,
    REGR_COUNT,
    REGR_INTERCEPT,
    REGR_R2,
    REGR_SLOPE,
    REGR_SXX,
    REGR_SXY,
    REGR_SYY
  }

  private static final int COUNT = 0;
  private static final int MEAN_X = 1;
  private static final int MEAN_Y = 2;
  private static final int XX = 3;
  private static final int YY = 4;
  private static final int XY = 5;
  public static final int WIDTH = 6;

  private final int first;
  private final int second;
  private final Statistic statistic;
  private double[] sums = {};

  /// @param first the column of y
  /// @param second the column of x
  PairAccumulator(int first, int second, Statistic statistic) {
    this.first = first;
    this.second = second;
    this.statistic = statistic;
  }

  @Override
  public void ensure(int groups) {
    int length = Math.multiplyExact(groups, WIDTH);
    if (sums.length < length) {
      sums = Arrays.copyOf(sums, Math.max(length, 2 * sums.length));
    }
  }

  @Override
  public void add(GroupedRows rows) {
    GroupedRows pairs = rows.nonNull(first).nonNull(second);
    double[] ys = ((DoubleColumn) pairs.flat(first)).values();
    double[] xs = ((DoubleColumn) pairs.flat(second)).values();
    int[] groups = pairs.groups();
    for (int i = 0; i < pairs.count(); i++) {
      addPair(groups[i] * WIDTH, xs[i], ys[i]);
    }
  }

  private void addPair(int at, double x, double y) {
    double count = ++sums[at + COUNT];
    double fromX = x - sums[at + MEAN_X];
    double fromY = y - sums[at + MEAN_Y];
    sums[at + MEAN_X] += fromX / count;
    sums[at + MEAN_Y] += fromY / count;
    double toY = y - sums[at + MEAN_Y];
    sums[at + XX] += fromX * (x - sums[at + MEAN_X]);
    sums[at + YY] += fromY * toY;
    sums[at + XY] += fromX * toY;
  }

  /// Adds what another one has counted of a group.
  ///
  /// @param others the columns of [#save], [#WIDTH] of them
  /// @param row of these columns
  public void merge(int group, double[][] others, int row) {
    double count = others[COUNT][row];
    if (count == 0) {
      return;
    }
    int at = group * WIDTH;
    double before = sums[at + COUNT];
    double all = before + count;
    double apartX = others[MEAN_X][row] - sums[at + MEAN_X];
    double apartY = others[MEAN_Y][row] - sums[at + MEAN_Y];
    double weight = before * count / all;
    sums[at + COUNT] = all;
    sums[at + MEAN_X] += apartX * count / all;
    sums[at + MEAN_Y] += apartY * count / all;
    sums[at + XX] += others[XX][row] + apartX * apartX * weight;
    sums[at + YY] += others[YY][row] + apartY * apartY * weight;
    sums[at + XY] += others[XY][row] + apartX * apartY * weight;
  }

  /// What [#save] writes: the sums can be merged, the result cannot.
  @Override
  public List<FlatColumn> states(Groups groups) {
    return save(groups);
  }

  @Override
  public FlatColumn result(Groups groups) {
    int count = groups.count();
    if (statistic == Statistic.REGR_COUNT) {
      long[] counts = new long[count];
      for (int i = 0; i < count; i++) {
        counts[i] = (long) sums[groups.at(i) * WIDTH + COUNT];
      }
      return new LongColumn(count, counts, null);
    }
    double[] values = new double[count];
    long[] validity = Bits.allSet(count);
    for (int i = 0; i < count; i++) {
      int at = groups.at(i) * WIDTH;
      if (isDefined(at)) {
        values[i] = value(at);
      } else {
        Bits.clear(validity, i);
      }
    }
    return new DoubleColumn(count, values, validity);
  }

  @Override
  public List<FlatColumn> save(Groups groups) {
    List<FlatColumn> columns = new ArrayList<>();
    for (int which = 0; which < WIDTH; which++) {
      double[] values = new double[groups.count()];
      for (int i = 0; i < values.length; i++) {
        values[i] = sums[groups.at(i) * WIDTH + which];
      }
      columns.add(new DoubleColumn(values.length, values, null));
    }
    return columns;
  }

  @Override
  public void load(Iterator<FlatColumn> columns, Groups groups) {
    for (int which = 0; which < WIDTH; which++) {
      double[] values = ((DoubleColumn) columns.next()).values();
      for (int i = 0; i < groups.count(); i++) {
        sums[groups.at(i) * WIDTH + which] = values[i];
      }
    }
  }

  @Override
  public void forget(Groups groups) {
    for (int i = 0; i < groups.count(); i++) {
      int at = groups.at(i) * WIDTH;
      Arrays.fill(sums, at, at + WIDTH, 0);
    }
  }

  private boolean isDefined(int at) {
    double count = sums[at + COUNT];
    return switch (statistic) {
      case CORR -> count > 0 && sums[at + XX] != 0 && sums[at + YY] != 0;
      case COVAR_SAMP -> count > 1;
      case REGR_INTERCEPT, REGR_R2, REGR_SLOPE -> count > 0 && sums[at + XX] != 0;
      case COVAR_POP, REGR_AVGX, REGR_AVGY, REGR_COUNT, REGR_SXX, REGR_SXY, REGR_SYY -> count > 0;
    };
  }

  private double value(int at) {
    double count = sums[at + COUNT];
    double xx = sums[at + XX];
    double yy = sums[at + YY];
    double xy = sums[at + XY];
    return switch (statistic) {
      case CORR -> Math.max(-1, Math.min(1, xy / (Math.sqrt(xx) * Math.sqrt(yy))));
      case COVAR_POP -> xy / count;
      case COVAR_SAMP -> xy / (count - 1);
      case REGR_AVGX -> sums[at + MEAN_X];
      case REGR_AVGY -> sums[at + MEAN_Y];
      case REGR_COUNT -> count;
      case REGR_INTERCEPT -> sums[at + MEAN_Y] - xy / xx * sums[at + MEAN_X];
      case REGR_R2 -> yy == 0 ? 1 : xy * xy / (xx * yy);
      case REGR_SLOPE -> xy / xx;
      case REGR_SXX -> xx;
      case REGR_SXY -> xy;
      case REGR_SYY -> yy;
    };
  }

  @Override
  public void clear() {
    Arrays.fill(sums, 0);
  }

  @Override
  public long sizeInBytes() {
    return 8L * sums.length;
  }
}
