package io.thalweg.exec.sort;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.BatchConcat;
import java.util.Arrays;
import java.util.List;

/// Rows in order, with their key columns flat and the prefix of each row's first key.
///
/// @param rows without selection
record SortedRun(Batch rows, FlatColumn[] keys, long[] prefixes) {

  /// Sorts the rows of `batches` (without selections) and keeps the first `limit` of them, weights
  /// included.
  static SortedRun sort(List<Batch> batches, RowOrder order, int limit) {
    Batch all = BatchConcat.concat(batches);
    int count = all.length();
    FlatColumn[] keys = order.keyColumns(all);
    long[] prefixes = order.prefixes(keys, count);
    int[] sorted =
        MergeSort.sort(
            prefixes,
            count,
            (a, b) -> {
              int byKeys = order.compare(keys, a, keys, b);
              return byKeys != 0 ? byKeys : order.compareTies(all, a, all, b);
            });
    int kept = Math.min(limit, count);
    Batch rows = all.withSelection(sorted, kept).compact();
    long[] sortedPrefixes = new long[kept];
    for (int i = 0; i < kept; i++) {
      sortedPrefixes[i] = prefixes[sorted[i]];
    }
    return new SortedRun(rows, order.keyColumns(rows), sortedPrefixes);
  }

  /// The first rows.
  SortedRun slice(int count, RowOrder order) {
    Batch part = rows.slice(0, count);
    return new SortedRun(part, order.keyColumns(part), Arrays.copyOf(prefixes, count));
  }

  /// The last row, by itself.
  SortedRun last(RowOrder order) {
    int last = length() - 1;
    Batch row = rows.withSelection(new int[] {last}, 1).compact();
    return new SortedRun(row, order.keyColumns(row), new long[] {prefixes[last]});
  }

  long sizeInBytes() {
    return rows.sizeInBytes() + Long.BYTES * (long) prefixes.length;
  }

  int length() {
    return prefixes.length;
  }

  /// Whether row `row` of this run comes before row `otherRow` of `other`; ties count as before.
  boolean isBefore(int row, SortedRun other, int otherRow, RowOrder order) {
    long left = prefixes[row];
    long right = other.prefixes[otherRow];
    return left != right ? left < right : compare(keys, rows, row, other, otherRow, order) <= 0;
  }

  /// The order of a row of other columns and one of a run.
  private static int compare(
      FlatColumn[] keys, Batch rows, int row, SortedRun other, int otherRow, RowOrder order) {
    int byKeys = order.compare(keys, row, other.keys, otherRow);
    return byKeys != 0 ? byKeys : order.compareTies(rows, row, other.rows, otherRow);
  }

  /// Writes the rows of `batch` that count and do not come behind row `last` of this run, to
  /// `selection`; returns their number.
  ///
  /// @param inclusive whether rows equal to that row stay
  int selectBefore(Batch batch, int last, boolean inclusive, RowOrder order, int[] selection) {
    FlatColumn[] batchKeys = order.keyColumns(batch);
    long[] batchPrefixes = order.prefixes(batchKeys, batch.length());
    long bound = prefixes[last];
    int least = inclusive ? 1 : 0;
    int count = 0;
    for (int i = 0; i < batch.rowCount(); i++) {
      int row = batch.row(i);
      boolean behind =
          batchPrefixes[row] > bound
              || (batchPrefixes[row] == bound
                  && compare(batchKeys, batch, row, this, last, order) >= least);
      if (!behind) {
        selection[count++] = row;
      }
    }
    return count;
  }
}
