package io.thalweg.planner.logical;

import io.thalweg.core.expr.Expression;
import java.util.List;

/// Keeps the rows for which all conjuncts are true.
public record LogicalFilter(LogicalNode input, List<Expression> conjuncts) implements LogicalNode {
  public LogicalFilter {
    conjuncts = List.copyOf(conjuncts);
  }

  /// `input` filtered, or `input` itself when there is nothing to test.
  public static LogicalNode of(LogicalNode input, List<Expression> conjuncts) {
    return conjuncts.isEmpty() ? input : new LogicalFilter(input, conjuncts);
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
    return new LogicalFilter(newInputs.getFirst(), conjuncts);
  }

  @Override
  public List<Expression> expressions() {
    return conjuncts;
  }
}
