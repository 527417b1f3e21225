package io.thalweg.planner.logical;

import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.WindowCall;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.List;

/// Adds one column per window function; all share partitioning and order, given as column ids.
public record LogicalWindow(
    LogicalNode input, List<Integer> partitionBy, List<SortKey> orderBy, List<Output> calls)
    implements LogicalNode {

  /// @param call its ordinals are column ids
  public record Output(Column column, WindowCall call) {}

  public LogicalWindow {
    partitionBy = List.copyOf(partitionBy);
    orderBy = List.copyOf(orderBy);
    calls = List.copyOf(calls);
  }

  @Override
  public List<Column> columns() {
    List<Column> columns = new ArrayList<>(input.columns());
    calls.forEach(call -> columns.add(call.column()));
    return columns;
  }

  @Override
  public List<LogicalNode> inputs() {
    return List.of(input);
  }

  @Override
  public LogicalNode withInputs(List<LogicalNode> newInputs) {
    return new LogicalWindow(newInputs.getFirst(), partitionBy, orderBy, calls);
  }

  @Override
  public List<Expression> expressions() {
    List<Expression> all = new ArrayList<>(Nodes.references(orderBy));
    partitionBy.forEach(id -> all.add(new ColumnRef(id, SimpleType.NULL)));
    calls.forEach(output -> LogicalAggregate.addReferences(output.call().call(), all));
    return all;
  }
}
