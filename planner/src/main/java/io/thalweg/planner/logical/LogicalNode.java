package io.thalweg.planner.logical;

import io.thalweg.core.expr.Expression;
import java.util.List;

/// One step of a query. Immutable.
public sealed interface LogicalNode
    permits LogicalScan,
        LogicalValues,
        LogicalFilter,
        LogicalProject,
        LogicalAggregate,
        LogicalJoin,
        LogicalSort,
        LogicalLimit,
        LogicalUnion,
        LogicalWindow,
        LogicalUnnest {

  /// The columns of the rows this node yields.
  List<Column> columns();

  List<LogicalNode> inputs();

  /// The same node over other inputs (as many as it has), which yield the columns it reads.
  LogicalNode withInputs(List<LogicalNode> newInputs);

  /// Every expression the node evaluates; columns read otherwise (keys, arguments) appear as
  /// references.
  List<Expression> expressions();
}
