package io.thalweg.planner.logical;

import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.SetOperation.Kind;
import java.util.List;

/// INTERSECT or EXCEPT. Every column matters, so none is ever pruned.
///
/// @param sources per input (left, right), its columns in the order of `columns`
public record LogicalSetOperation(
    Kind kind,
    boolean all,
    List<LogicalNode> inputs,
    List<List<Column>> sources,
    List<Column> columns)
    implements LogicalNode {
  public LogicalSetOperation {
    inputs = List.copyOf(inputs);
    sources = sources.stream().map(List::copyOf).toList();
    columns = List.copyOf(columns);
  }

  @Override
  public LogicalNode withInputs(List<LogicalNode> newInputs) {
    return new LogicalSetOperation(kind, all, newInputs, sources, columns);
  }

  @Override
  public List<Expression> expressions() {
    return List.of();
  }
}
