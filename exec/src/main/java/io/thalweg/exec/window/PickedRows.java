package io.thalweg.exec.window;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.exec.kernel.ColumnGather;
import java.util.Arrays;
import java.util.List;

/// For every row the row whose value it gets, a default, or NULL.
final class PickedRows {
  private static final int VALUES = 0;
  private static final int NULLS = 1;
  private static final int DEFAULTS = 2;

  private final Column values;
  private final int[] sources;
  private final int[] rows;
  private boolean complete = true;
  private int picked;

  PickedRows(Column values, int count) {
    this.values = values;
    this.sources = new int[count];
    this.rows = new int[count];
    Arrays.fill(sources, NULLS);
  }

  void set(int row, int from) {
    sources[row] = VALUES;
    rows[row] = from;
    picked++;
  }

  void setDefault(int row) {
    sources[row] = DEFAULTS;
    rows[row] = row;
    complete = false;
  }

  Column column() {
    return column(values);
  }

  /// @param defaults a value per row for those marked by [#setDefault]
  Column column(Column defaults) {
    if (complete && picked == rows.length) {
      return values.gather(rows, rows.length);
    }
    Column nulls = ConstantColumn.ofNull(values, rows.length);
    return ColumnGather.gather(List.of(values, nulls, defaults), sources, rows, rows.length);
  }
}
