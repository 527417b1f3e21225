package io.thalweg.exec.sort;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.plan.SortKey;
import io.thalweg.exec.kernel.compare.ValueOrder;
import java.util.List;

/// The order of rows under a list of sort keys. Stateless, so shareable between threads.
public final class RowOrder {
  private final List<SortKey> keys;
  private final boolean total;

  public RowOrder(List<SortKey> keys) {
    this(keys, false);
  }

  private RowOrder(List<SortKey> keys, boolean total) {
    this.keys = List.copyOf(keys);
    this.total = total;
  }

  /// The order by `keys` and then by all columns, ascending, NULLs last: which of several rows
  /// comes first does not depend on how they came. Costs something only where rows are equal under
  /// the keys.
  public static RowOrder total(List<SortKey> keys) {
    return new RowOrder(keys, true);
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

  /// The order of two rows that are equal under the keys: 0 unless this order is total.
  public int compareTies(Batch left, int leftRow, Batch right, int rightRow) {
    if (total) {
      for (int i = 0; i < left.columns().size(); i++) {
        int order = compareTies(left.column(i), leftRow, right.column(i), rightRow);
        if (order != 0) {
          return order;
        }
      }
    }
    return 0;
  }

  private static int compareTies(Column left, int leftRow, Column right, int rightRow) {
    boolean leftNull = left.isNull(leftRow);
    boolean rightNull = right.isNull(rightRow);
    return leftNull || rightNull
        ? Boolean.compare(leftNull, rightNull)
        : ValueOrder.compare(
            values(left), index(left, leftRow), values(right), index(right, rightRow));
  }

  private static FlatColumn values(Column column) {
    return switch (column) {
      case FlatColumn flat -> flat;
      case DictionaryColumn dictionary -> dictionary.values();
      case ConstantColumn constant -> constant.value();
    };
  }

  private static int index(Column column, int row) {
    return switch (column) {
      case FlatColumn _ -> row;
      case DictionaryColumn dictionary -> dictionary.ids()[row];
      case ConstantColumn _ -> 0;
    };
  }

  /// A `long` per physical row of the first key such that a smaller prefix (signed) means an
  /// earlier row; equal prefixes decide nothing.
  long[] prefixes(FlatColumn[] keyColumns, int rows) {
    return keys.isEmpty() ? new long[rows] : KeyPrefix.of(keyColumns[0], rows, keys.getFirst());
  }
}
