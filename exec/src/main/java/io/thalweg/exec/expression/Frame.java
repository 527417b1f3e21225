package io.thalweg.exec.expression;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows an evaluation works on, numbered densely from 0: columns are gathered when first asked
/// for, results of shared sub-expressions are kept. Lives for one call, in one thread.
final class Frame {
  private final List<Column> source;
  private final int @Nullable [] rows;
  private final int count;
  private final @Nullable Column[] gathered;
  private @Nullable Column[] shared = new Column[0];

  private Frame(List<Column> source, int @Nullable [] rows, int count) {
    this.source = source;
    this.rows = rows;
    this.count = count;
    this.gathered = new Column[source.size()];
  }

  /// The rows of `batch` that count.
  static Frame of(Batch batch) {
    return new Frame(batch.columns(), batch.selection(), batch.rowCount());
  }

  /// The first `count` of the physical rows `rows`; null: all rows.
  static Frame of(Batch batch, int @Nullable [] rows, int count) {
    return new Frame(batch.columns(), rows, count);
  }

  /// All rows of these columns.
  static Frame of(List<Column> columns, int count) {
    return new Frame(columns, null, count);
  }

  int count() {
    return count;
  }

  Column column(int ordinal) {
    Column column = gathered[ordinal];
    if (column == null) {
      column = source.get(ordinal);
      if (rows != null) {
        column = column.gather(rows, count);
      }
      gathered[ordinal] = column;
    }
    return column;
  }

  /// The frame of the rows at `positions[0..n)` of this one.
  Frame narrow(int[] positions, int n) {
    int[] narrowed = new int[n];
    if (rows == null) {
      System.arraycopy(positions, 0, narrowed, 0, n);
    } else {
      for (int i = 0; i < n; i++) {
        narrowed[i] = rows[positions[i]];
      }
    }
    return new Frame(source, narrowed, n);
  }

  @Nullable Column shared(int slot) {
    return slot < shared.length ? shared[slot] : null;
  }

  void share(int slot, Column column) {
    if (slot >= shared.length) {
      shared = java.util.Arrays.copyOf(shared, slot + 4);
    }
    shared[slot] = column;
  }
}
