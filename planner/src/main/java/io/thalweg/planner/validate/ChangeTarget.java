package io.thalweg.planner.validate;

import io.thalweg.core.connector.Table;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.Suggestions;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.planner.validate.syntax.Positions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/// The table that a statement changes.
///
/// @param name as written
public record ChangeTarget(Table table, SqlIdentifier name) {

  /// @throws io.thalweg.core.error.ThalwegException UNKNOWN_TABLE, READ_ONLY
  static ChangeTarget find(SqlNode node, StatementScope scope) {
    if (!(node instanceof SqlIdentifier name)) {
      throw Positions.error(
          ErrorCode.FEATURE_NOT_SUPPORTED, node, "only a table's name can stand here");
    }
    TableNames.Found found = new TableNames(scope.session(), scope.path()).find(name);
    Table table = found.table();
    if (table == null) {
      throw Positions.error(
          ErrorCode.READ_ONLY, name, "'" + name + "' is a view; change the tables it reads");
    }
    if (!table.isWritable()) {
      throw Positions.error(
          ErrorCode.READ_ONLY,
          name,
          "table " + name + " cannot be written; copy it: CREATE TABLE t AS SELECT …");
    }
    return new ChangeTarget(table, name);
  }

  public Schema schema() {
    return table.schema();
  }

  /// The ordinals of the columns that a list names; all of them without a list.
  List<Integer> ordinals(@Nullable List<? extends SqlNode> names) {
    List<Integer> ordinals = new ArrayList<>();
    if (names == null) {
      for (int i = 0; i < schema().size(); i++) {
        ordinals.add(i);
      }
      return ordinals;
    }
    for (SqlNode column : names) {
      int ordinal = ordinal((SqlIdentifier) column);
      if (ordinals.contains(ordinal)) {
        throw Positions.error(
            ErrorCode.DUPLICATE_NAME, column, "column " + column + " is named twice");
      }
      ordinals.add(ordinal);
    }
    return ordinals;
  }

  private int ordinal(SqlIdentifier column) {
    String wanted = column.names.getLast();
    List<String> known = schema().fields().stream().map(Field::name).toList();
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).equalsIgnoreCase(wanted)) {
        return i;
      }
    }
    String hint = Suggestions.hint(wanted, known, "it has " + String.join(", ", known));
    throw Positions.error(
        ErrorCode.UNKNOWN_COLUMN, column, "table " + name + " has no column " + wanted + hint);
  }
}
