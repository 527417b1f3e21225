package io.thalweg.planner.logical;

import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.SortKey;
import java.util.List;

/// Orders rows.
///
/// @param keys their columns are ids
public record LogicalSort(LogicalNode input, List<SortKey> keys) implements LogicalNode {
  public LogicalSort {
    keys = List.copyOf(keys);
  }

  @Override
  public List<Column> columns() {
    return input.columns();
  }

  @Override
  public List<LogicalNode> inputs() {
    return List.of(input);
  }

  @Override
  public LogicalNode withInputs(List<LogicalNode> newInputs) {
    return new LogicalSort(newInputs.getFirst(), keys);
  }

  @Override
  public List<Expression> expressions() {
    return Nodes.references(keys);
  }
}
