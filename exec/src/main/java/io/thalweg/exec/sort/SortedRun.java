package io.thalweg.exec.sort;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.ColumnGather;
import java.util.ArrayList;
import java.util.List;

/// Rows in order, with their key columns flat and the prefix of each row's first key.
///
/// @param rows without selection
record SortedRun(Batch rows, FlatColumn[] keys, long[] prefixes) {

  /// Sorts the rows of `batches` (without selections) and keeps the first `limit` of them.
  static SortedRun sort(List<Batch> batches, RowOrder order, int limit) {
    Batch all = concat(batches);
    int count = all.length();
    FlatColumn[] keys = order.keyColumns(all);
    long[] prefixes = order.prefixes(keys[0], count);
    int[] sorted = MergeSort.sort(prefixes, count, (a, b) -> order.compare(keys, a, keys, b));
    int kept = Math.min(limit, count);
    Batch rows = all.withSelection(sorted, kept).compact();
    long[] sortedPrefixes = new long[kept];
    for (int i = 0; i < kept; i++) {
      sortedPrefixes[i] = prefixes[sorted[i]];
    }
    return new SortedRun(rows, order.keyColumns(rows), sortedPrefixes);
  }

  private static Batch concat(List<Batch> batches) {
    if (batches.size() == 1) {
      return batches.getFirst();
    }
    int length = batches.stream().mapToInt(Batch::length).sum();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < batches.getFirst().columns().size(); i++) {
      int ordinal = i;
      columns.add(
          ColumnGather.concat(batches.stream().map(batch -> batch.column(ordinal)).toList()));
    }
    return Batch.of(length, columns);
  }

  int length() {
    return prefixes.length;
  }

  /// Whether row `row` of this run comes before row `otherRow` of `other`; ties count as before.
  boolean isBefore(int row, SortedRun other, int otherRow, RowOrder order) {
    long left = prefixes[row];
    long right = other.prefixes[otherRow];
    return left != right ? left < right : order.compare(keys, row, other.keys, otherRow) <= 0;
  }
}
