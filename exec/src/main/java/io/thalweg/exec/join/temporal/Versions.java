package io.thalweg.exec.join.temporal;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.plan.TemporalJoin.Nearest;
import io.thalweg.exec.kernel.compare.ValueOrder;
import io.thalweg.exec.state.KeyVector;
import io.thalweg.exec.state.KeyedRows;
import io.thalweg.exec.state.RowSort;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The versions of one key in the order of their times; of several at one time the greatest.
///
/// @param rows their numbers
/// @param times ascending, none twice
record Versions(int[] rows, long[] times) {
  static final Versions NONE = new Versions(new int[0], new long[0]);

  /// Where versions come from.
  ///
  /// @param width the number of columns
  record Source(KeyedRows rows, int timeColumn, int width) {}

  /// Sorts the rows `numbers[0..count)`, which have one key.
  static Versions of(Source source, int[] numbers, int count) {
    if (count == 0) {
      return NONE;
    }
    long[] times =
        KeyVector.longs(source.rows().column(source.timeColumn(), numbers, count), new long[count]);
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    @Nullable FlatColumn[] columns = new FlatColumn[source.width()];
    RowSort.sort(
        order,
        0,
        count,
        (left, right) ->
            times[left] != times[right]
                ? Long.compare(times[left], times[right])
                : compareRows(source.rows(), columns, numbers, count, left, right));
    int[] rows = new int[count];
    long[] distinct = new long[count];
    int size = 0;
    for (int i = 0; i < count; i++) {
      boolean same = size > 0 && distinct[size - 1] == times[order[i]];
      size += same ? 0 : 1;
      rows[size - 1] = numbers[order[i]];
      distinct[size - 1] = times[order[i]];
    }
    return size == count
        ? new Versions(rows, distinct)
        : new Versions(Arrays.copyOf(rows, size), Arrays.copyOf(distinct, size));
  }

  /// Column by column, NULLs last. The columns are fetched when times meet, which is seldom.
  private static int compareRows(
      KeyedRows source,
      @Nullable FlatColumn[] columns,
      int[] numbers,
      int count,
      int left,
      int right) {
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] == null) {
        columns[i] = source.column(i, numbers, count).flatten();
      }
      boolean leftNull = columns[i].isNull(left);
      boolean rightNull = columns[i].isNull(right);
      int compared =
          leftNull || rightNull
              ? Boolean.compare(leftNull, rightNull)
              : ValueOrder.compare(columns[i], left, columns[i], right);
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }

  /// The row whose time is nearest, -1 for none.
  int find(long time, Nearest nearest) {
    int at =
        switch (nearest) {
          case AT_OR_BEFORE -> below(time, true) - 1;
          case BEFORE -> below(time, false) - 1;
          case AT_OR_AFTER -> below(time, false);
          case AFTER -> below(time, true);
        };
    return at < 0 || at == times.length ? -1 : rows[at];
  }

  /// How many times are smaller, or not greater.
  private int below(long time, boolean orEqual) {
    int from = 0;
    int to = times.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      boolean isBelow = orEqual ? times[middle] <= time : times[middle] < time;
      from = isBelow ? middle + 1 : from;
      to = isBelow ? to : middle;
    }
    return from;
  }

  long sizeInBytes() {
    return 64 + 12L * times.length;
  }
}
