package io.thalweg.planner.logical;

import io.thalweg.core.type.DataType;

/// Hands out column ids. One per statement, used by one thread.
public final class ColumnIds {
  private int next;

  public ColumnIds() {
    this(0);
  }

  /// @param next the first id that is free
  public ColumnIds(int next) {
    this.next = next;
  }

  /// The first id that is free.
  public int next() {
    return next;
  }

  public Column column(String name, DataType type, boolean nullable) {
    return new Column(next++, name, type, nullable);
  }

  /// A new column that looks like `column`.
  public Column copy(Column column) {
    return column(column.name(), column.type(), column.nullable());
  }
}
