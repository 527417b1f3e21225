package io.thalweg.planner.query;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Cast;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.Field;
import io.thalweg.planner.convert.LogicalQuery;
import io.thalweg.planner.logical.Assignment;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.ColumnIds;
import io.thalweg.planner.logical.LogicalProject;
import io.thalweg.planner.validate.ChangeRewriter;
import java.util.ArrayList;
import java.util.List;

/// The rows of INSERT with all columns of the table, in its order and of its types.
final class InsertRows {
  private InsertRows() {}

  /// @param source its columns go to those that `change` names; the others become NULL
  static LogicalQuery of(ChangeRewriter.Change change, LogicalQuery source, ColumnIds ids) {
    List<Integer> ordinals = change.ordinals();
    if (source.columns().size() != ordinals.size()) {
      throw new ThalwegException(
          ErrorCode.INVALID_STATEMENT,
          "INSERT has "
              + ordinals.size()
              + " columns but its query has "
              + source.columns().size());
    }
    List<Assignment> assignments = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (Field field : change.target().schema().fields()) {
      int place = ordinals.indexOf(columns.size());
      Expression value =
          place < 0 ? new Literal(field.type(), null) : cast(source.columns().get(place), field);
      Column column = ids.column(field.name(), field.type(), true);
      assignments.add(new Assignment(column, value));
      columns.add(column);
    }
    return new LogicalQuery(new LogicalProject(source.node(), assignments), columns);
  }

  private static Expression cast(Column column, Field field) {
    return column.type().equals(field.type())
        ? column.ref()
        : new Cast(column.ref(), field.type(), false);
  }
}
