package io.thalweg.planner.logical;

import io.thalweg.core.expr.Expression;
import java.util.List;

/// At most `limit` rows behind the first `offset`; directly above a sort, of its order.
///
/// @param limit `Long.MAX_VALUE` for no limit
public record LogicalLimit(LogicalNode input, long limit, long offset) implements LogicalNode {
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
    return new LogicalLimit(newInputs.getFirst(), limit, offset);
  }

  @Override
  public List<Expression> expressions() {
    return List.of();
  }
}
