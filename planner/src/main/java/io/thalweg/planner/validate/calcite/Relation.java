package io.thalweg.planner.validate.calcite;

import io.thalweg.core.connector.Table;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.Schema;
import java.util.List;

/// What a name in FROM was bound to.
public sealed interface Relation {

  /// The columns that can be named.
  Schema schema();

  /// @param rowId whether the hidden row id is visible too: for statements that change the table
  record OfTable(Table table, boolean rowId) implements Relation {
    @Override
    public Schema schema() {
      return rowId ? table.schemaWithRowId() : table.schema();
    }
  }

  /// VALUES of constants.
  record OfRows(Schema schema, List<List<Literal>> rows) implements Relation {
    public OfRows {
      rows = List.copyOf(rows);
    }
  }
}
