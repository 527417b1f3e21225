package io.thalweg.core.data;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some rows as columns: the unit of work between operators.
///
/// `length` physical rows; with a selection only the rows it lists count, in its (ascending) order.
/// Weights, one `int` per physical row, make the batch a changelog (+1 insert, -1 retract); absent
/// weights mean +1 for all. Immutable and shareable between threads.
public final class Batch {
  /// Rows of a batch unless the session says otherwise.
  public static final int DEFAULT_ROWS = 2048;

  private final int length;
  private final List<Column> columns;
  private final int @Nullable [] selection;
  private final int rowCount;
  private final int @Nullable [] weights;

  private Batch(
      int length,
      List<Column> columns,
      int @Nullable [] selection,
      int rowCount,
      int @Nullable [] weights) {
    this.length = length;
    this.columns = columns;
    this.selection = selection;
    this.rowCount = rowCount;
    this.weights = weights;
  }

  /// A batch of `length` rows without selection and weights.
  public static Batch of(int length, List<? extends Column> columns) {
    for (Column column : columns) {
      if (column.length() != length) {
        throw new IllegalArgumentException(
            "column of " + column.length() + " rows in a batch of " + length);
      }
    }
    return new Batch(length, List.copyOf(columns), null, length, null);
  }

  public static Batch of(int length, Column... columns) {
    return of(length, Arrays.asList(columns));
  }

  /// Physical rows; the length of every column.
  public int length() {
    return length;
  }

  /// Rows that count: the selected ones.
  public int rowCount() {
    return rowCount;
  }

  public boolean isEmpty() {
    return rowCount == 0;
  }

  public List<Column> columns() {
    return columns;
  }

  public Column column(int ordinal) {
    return columns.get(ordinal);
  }

  /// The physical rows that count, ascending, in the first [#rowCount] entries; null: all.
  public int @Nullable [] selection() {
    return selection;
  }

  /// The physical row behind the `i`-th row that counts.
  public int row(int i) {
    return selection == null ? i : selection[i];
  }

  /// One weight per physical row; null: all +1 (append-only).
  public int @Nullable [] weights() {
    return weights;
  }

  /// The same columns under another selection of `count` ascending physical rows.
  public Batch withSelection(int[] newSelection, int count) {
    return new Batch(length, columns, newSelection, count, weights);
  }

  /// Other columns of the same physical length under the same selection and weights.
  public Batch withColumns(List<? extends Column> newColumns) {
    for (Column column : newColumns) {
      if (column.length() != length) {
        throw new IllegalArgumentException(
            "column of " + column.length() + " rows in a batch of " + length);
      }
    }
    return new Batch(length, List.copyOf(newColumns), selection, rowCount, weights);
  }

  /// The same rows with these weights, one per physical row.
  public Batch withWeights(int @Nullable [] newWeights) {
    if (newWeights != null && newWeights.length < length) {
      throw new IllegalArgumentException("fewer weights than rows");
    }
    return new Batch(length, columns, selection, rowCount, newWeights);
  }

  /// The columns with these ordinals, in that order.
  public Batch select(int... ordinals) {
    List<Column> chosen = Arrays.stream(ordinals).mapToObj(columns::get).toList();
    return new Batch(length, chosen, selection, rowCount, weights);
  }

  /// The rows that count, as a batch without selection. Returns itself when there is none.
  public Batch compact() {
    if (selection == null) {
      return this;
    }
    int[] rows = selection;
    List<Column> gathered =
        columns.stream().<Column>map(column -> column.gather(rows, rowCount)).toList();
    return new Batch(rowCount, gathered, null, rowCount, selectedWeights());
  }

  /// Rows `from..from+count)` of those that count.
  public Batch slice(int from, int count) {
    if (from == 0 && count == rowCount) {
      return this;
    }
    if (selection != null) {
      return withSelection(Arrays.copyOfRange(selection, from, from + count), count);
    }
    List<Column> sliced =
        columns.stream().<Column>map(column -> column.slice(from, count)).toList();
    int[] slicedWeights = weights == null ? null : Arrays.copyOfRange(weights, from, from + count);
    return new Batch(count, sliced, null, count, slicedWeights);
  }

  /// The weights of the rows that count, in their order; null: all +1. The batch's own array when
  /// there is no selection, which may then be longer than the rows.
  public int @Nullable [] selectedWeights() {
    if (weights == null || selection == null) {
      return weights;
    }
    int[] gathered = new int[rowCount];
    for (int i = 0; i < rowCount; i++) {
      gathered[i] = weights[selection[i]];
    }
    return gathered;
  }

  /// Heap bytes held, counting shared storage in full.
  public long sizeInBytes() {
    long bytes = weights == null ? 0 : 4L * weights.length;
    for (Column column : columns) {
      bytes += column.sizeInBytes();
    }
    return selection == null ? bytes : bytes + 4L * selection.length;
  }
}
