package io.thalweg.exec.sort;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.plan.SortKey;
import io.thalweg.exec.kernel.compare.ValueOrder;
import java.util.List;

/// The order of rows under a list of sort keys. Stateless, so shareable between threads.
public final class RowOrder {
  private final List<SortKey> keys;

  public RowOrder(List<SortKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /// The flattened key columns of a batch; [#compare] works on these. The batch's selection is
  /// ignored: rows are physical.
  public FlatColumn[] keyColumns(Batch batch) {
    FlatColumn[] columns = new FlatColumn[keys.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = batch.column(keys.get(i).column()).flatten();
    }
    return columns;
  }

  /// Negative when the left row comes first, 0 when both are equal under the keys.
  public int compare(FlatColumn[] left, int leftRow, FlatColumn[] right, int rightRow) {
    for (int i = 0; i < left.length; i++) {
      int order = compareKey(keys.get(i), left[i], leftRow, right[i], rightRow);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compareKey(
      SortKey key, FlatColumn left, int leftRow, FlatColumn right, int rightRow) {
    boolean leftNull = left.isNull(leftRow);
    boolean rightNull = right.isNull(rightRow);
    if (leftNull || rightNull) {
      int nullsLast = Boolean.compare(leftNull, rightNull);
      return key.nullsFirst() ? -nullsLast : nullsLast;
    }
    int order = ValueOrder.compare(left, leftRow, right, rightRow);
    return key.descending() ? -order : order;
  }

  /// A `long` per physical row of the first key such that a smaller prefix (signed) means an
  /// earlier row; equal prefixes decide nothing.
  long[] prefixes(FlatColumn firstKey, int rows) {
    return KeyPrefix.of(firstKey, rows, keys.getFirst());
  }
}
