package io.thalweg.planner.logical;

import io.thalweg.core.expr.Expression;
import java.util.ArrayList;
import java.util.List;

/// One row per element of the input's array (or map) columns; see `core.plan.Unnest`.
///
/// @param arrays columns of the input
/// @param produced what is added to the input's columns: elements, then the ordinality if wanted
public record LogicalUnnest(
    LogicalNode input,
    List<Column> arrays,
    boolean expandRows,
    boolean withOrdinality,
    boolean outer,
    List<Column> produced)
    implements LogicalNode {
  public LogicalUnnest {
    arrays = List.copyOf(arrays);
    produced = List.copyOf(produced);
  }

  @Override
  public List<Column> columns() {
    List<Column> columns = new ArrayList<>(input.columns());
    columns.addAll(produced);
    return columns;
  }

  @Override
  public List<LogicalNode> inputs() {
    return List.of(input);
  }

  @Override
  public LogicalNode withInputs(List<LogicalNode> newInputs) {
    return new LogicalUnnest(
        newInputs.getFirst(), arrays, expandRows, withOrdinality, outer, produced);
  }

  @Override
  public List<Expression> expressions() {
    return arrays.stream().map(column -> (Expression) column.ref()).toList();
  }
}
