package io.thalweg.planner.logical;

import io.thalweg.core.expr.Expression;
import java.util.List;

/// Constant rows.
///
/// @param rows literals and parameters, of the columns' types
public record LogicalValues(List<Column> columns, List<List<Expression>> rows)
    implements LogicalNode {
  /// One row without columns: what a SELECT without FROM reads.
  public static final LogicalValues ONE_ROW = new LogicalValues(List.of(), List.of(List.of()));

  public LogicalValues {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  @Override
  public List<LogicalNode> inputs() {
    return List.of();
  }

  @Override
  public LogicalNode withInputs(List<LogicalNode> newInputs) {
    return this;
  }

  @Override
  public List<Expression> expressions() {
    return List.of();
  }
}
