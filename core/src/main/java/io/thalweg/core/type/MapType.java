package io.thalweg.core.type;

import java.util.List;

/// A map; keys are not NULL. Stored as an array of (key, value) rows.
public record MapType(DataType key, DataType value) implements DataType {
  @Override
  public Layout layout() {
    return Layout.ARRAY;
  }

  /// The type of one stored entry.
  public RowType entryType() {
    return new RowType(List.of(new Field("key", key, false), new Field("value", value, true)));
  }

  @Override
  public String sql() {
    return "MAP<" + key.sql() + ", " + value.sql() + ">";
  }
}
