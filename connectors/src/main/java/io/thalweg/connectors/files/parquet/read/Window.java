package io.thalweg.connectors.files.parquet.read;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some consecutive rows of a row group on their way through the filters.
///
/// Columns are decoded when first asked for. At first they hold all rows of the window and a
/// selection tells which are left; once few are left the window is compacted: columns hold only
/// those rows, and columns decoded later decode nothing else.
final class Window {
  /// Below one row in this many the window is compacted.
  private static final int COMPACT_BELOW = 8;

  private final RowGroupColumns reader;
  private final int rows;
  private final @Nullable Column[] columns;

  /// The rows of the window that columns hold; null: all.
  private int @Nullable [] frame;

  /// Rows in a column.
  private int length;

  /// The rows of the columns that are left; null: all.
  private int @Nullable [] selection;

  private int selected;

  /// @param columns slots of the scan
  Window(RowGroupColumns reader, int rows, int columns) {
    this.reader = reader;
    this.rows = rows;
    this.columns = new @Nullable Column[columns];
    this.length = rows;
    this.selected = rows;
  }

  /// Rows that are left.
  int selected() {
    return selected;
  }

  int length() {
    return length;
  }

  int @Nullable [] selection() {
    return selection;
  }

  /// The column of a slot, decoded now if it was not before.
  Column column(int slot) {
    Column column = columns[slot];
    if (column == null) {
      int[] positions = frame;
      column =
          positions == null
              ? reader.read(slot, rows)
              : reader.readSelected(slot, positions, length, rows);
      columns[slot] = column;
    }
    return column;
  }

  /// The columns of these slots with the rows that are left.
  Batch batch(int[] slots) {
    List<Column> chosen = new ArrayList<>(slots.length);
    for (int slot : slots) {
      chosen.add(column(slot));
    }
    Batch batch = Batch.of(length, chosen);
    return selection == null ? batch : batch.withSelection(selection, selected);
  }

  /// Keeps only these rows of the columns, ascending.
  ///
  /// @param kept owned by the window from now on
  void keep(int[] kept, int count) {
    if (count == selected) {
      return;
    }
    selection = kept;
    selected = count;
    if (count > 0 && count < length / COMPACT_BELOW) {
      compact(kept, count);
    }
  }

  private void compact(int[] kept, int count) {
    int[] positions = new int[count];
    for (int i = 0; i < count; i++) {
      positions[i] = frame == null ? kept[i] : frame[kept[i]];
    }
    for (int slot = 0; slot < columns.length; slot++) {
      Column column = columns[slot];
      if (column != null) {
        columns[slot] = column.gather(kept, count);
      }
    }
    frame = positions;
    length = count;
    selection = null;
  }

  /// Passes over the window's rows in the columns that were not decoded.
  void finish() {
    for (int slot = 0; slot < columns.length; slot++) {
      if (columns[slot] == null) {
        reader.skip(slot, rows);
      }
    }
  }
}
