package io.thalweg.planner.logical;

import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import java.util.BitSet;
import java.util.List;

/// A column of a logical node.
///
/// @param id unique within the statement; nodes that pass a column on keep its id
public record Column(int id, String name, DataType type, boolean nullable) {

  /// An expression that reads this column.
  public ColumnRef ref() {
    return new ColumnRef(id, type);
  }

  public Column withName(String newName) {
    return new Column(id, newName, type, nullable);
  }

  public Column asNullable() {
    return nullable ? this : new Column(id, name, type, true);
  }

  /// The ids of `columns`.
  public static BitSet ids(List<Column> columns) {
    BitSet ids = new BitSet();
    columns.forEach(column -> ids.set(column.id()));
    return ids;
  }

  /// The schema of rows that consist of `columns`.
  public static Schema schema(List<Column> columns) {
    return new Schema(
        columns.stream().map(c -> new Field(c.name(), c.type(), c.nullable())).toList());
  }

  @Override
  public String toString() {
    return name + "#" + id;
  }
}
