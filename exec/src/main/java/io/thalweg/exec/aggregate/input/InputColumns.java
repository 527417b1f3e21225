package io.thalweg.exec.aggregate.input;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.FlatColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The columns of some rows, gathered and flattened only when somebody asks, and once. Used by one
/// task.
public final class InputColumns {
  private final Column[] source;

  /// Rows of `source`; null: all.
  private final int @Nullable [] rows;

  private final int count;

  /// Rows of `source`.
  private final int length;

  private final @Nullable Column[] gathered;
  private final @Nullable FlatColumn[] flat;

  private InputColumns(Column[] source, int @Nullable [] rows, int count, int length) {
    this.source = source;
    this.rows = rows;
    this.count = count;
    this.length = length;
    this.gathered = new Column[source.length];
    this.flat = new FlatColumn[source.length];
  }

  /// The rows of `batch` that count.
  public static InputColumns of(Batch batch) {
    return new InputColumns(
        batch.columns().toArray(Column[]::new),
        batch.selection(),
        batch.rowCount(),
        batch.length());
  }

  /// The rows `rows[0..count)` of these columns.
  static InputColumns picked(List<? extends Column> columns, int[] rows, int count) {
    int length = columns.isEmpty() ? count : columns.getFirst().length();
    return new InputColumns(columns.toArray(Column[]::new), rows, count, length);
  }

  /// All rows of the columns, also those that do not count.
  public InputColumns all() {
    return new InputColumns(source, null, length, length);
  }

  /// The number of all rows.
  public int length() {
    return length;
  }

  /// The rows of the columns that count, ascending; null: all.
  public int @Nullable [] rows() {
    return rows;
  }

  /// The number of rows that count.
  public int count() {
    return count;
  }

  /// The rows of a column that count.
  public Column column(int ordinal) {
    Column column = gathered[ordinal];
    if (column == null) {
      column = rows == null ? source[ordinal] : source[ordinal].gather(rows, count);
      gathered[ordinal] = column;
    }
    return column;
  }

  /// Whether a column may have NULLs, also in rows that do not count.
  public boolean mayHaveNulls(int ordinal) {
    return source[ordinal].mayHaveNulls();
  }

  FlatColumn flat(int ordinal) {
    FlatColumn column = flat[ordinal];
    if (column == null) {
      column = column(ordinal).flatten();
      flat[ordinal] = column;
    }
    return column;
  }

  /// Some of these rows.
  InputColumns gather(int[] subset, int size) {
    if (rows == null) {
      return new InputColumns(source, subset, size, length);
    }
    int[] composed = new int[size];
    for (int i = 0; i < size; i++) {
      composed[i] = rows[subset[i]];
    }
    return new InputColumns(source, composed, size, length);
  }
}
