package io.thalweg.planner.logical;

import io.thalweg.core.expr.Expression;
import java.util.ArrayList;
import java.util.List;

/// Computes columns, passes some on, forgets the others.
public record LogicalProject(LogicalNode input, List<Assignment> assignments)
    implements LogicalNode {
  public LogicalProject {
    assignments = List.copyOf(assignments);
  }

  /// The input's columns and behind them `more`.
  public static LogicalNode extend(LogicalNode input, List<Assignment> more) {
    if (more.isEmpty()) {
      return input;
    }
    List<Assignment> all = new ArrayList<>(input.columns().stream().map(Assignment::pass).toList());
    all.addAll(more);
    return new LogicalProject(input, all);
  }

  /// Only `columns` of the input.
  public static LogicalNode select(LogicalNode input, List<Column> columns) {
    return input.columns().equals(columns)
        ? input
        : new LogicalProject(input, columns.stream().map(Assignment::pass).toList());
  }

  @Override
  public List<Column> columns() {
    return assignments.stream().map(Assignment::column).toList();
  }

  @Override
  public List<LogicalNode> inputs() {
    return List.of(input);
  }

  @Override
  public LogicalNode withInputs(List<LogicalNode> newInputs) {
    return new LogicalProject(newInputs.getFirst(), assignments);
  }

  @Override
  public List<Expression> expressions() {
    return assignments.stream().map(Assignment::expression).toList();
  }
}
