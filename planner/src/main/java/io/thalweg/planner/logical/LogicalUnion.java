package io.thalweg.planner.logical;

import io.thalweg.core.expr.Expression;
import java.util.List;

/// The rows of all inputs.
///
/// @param sources per input, the input's columns in the order of `columns`, of the same types
public record LogicalUnion(
    List<LogicalNode> inputs, List<List<Column>> sources, List<Column> columns)
    implements LogicalNode {
  public LogicalUnion {
    inputs = List.copyOf(inputs);
    sources = sources.stream().map(List::copyOf).toList();
    columns = List.copyOf(columns);
  }

  @Override
  public LogicalNode withInputs(List<LogicalNode> newInputs) {
    return new LogicalUnion(newInputs, sources, columns);
  }

  @Override
  public List<Expression> expressions() {
    return List.of();
  }
}
