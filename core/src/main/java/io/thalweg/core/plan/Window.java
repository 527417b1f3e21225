package io.thalweg.core.plan;

import io.thalweg.core.type.Schema;
import java.util.List;

/// Adds one column per window function; all calls share partitioning and order.
///
/// Rows of a partition have to arrive in one task; they need not be sorted.
///
/// @param schema the input's columns, then one per call
public record Window(
    int id,
    PlanNode input,
    List<Integer> partitionBy,
    List<SortKey> orderBy,
    List<WindowCall> calls,
    Schema schema)
    implements PlanNode {
  public Window {
    partitionBy = List.copyOf(partitionBy);
    orderBy = List.copyOf(orderBy);
    calls = List.copyOf(calls);
    Checks.columns(partitionBy, input.schema().size());
    Checks.keys(orderBy, input.schema().size());
    Checks.that(schema.size() == input.schema().size() + calls.size(), "one column per call");
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public PlanNode withInputs(List<PlanNode> newInputs) {
    return new Window(id, newInputs.getFirst(), partitionBy, orderBy, calls, schema);
  }

  @Override
  public String details() {
    return "partition=" + partitionBy + " order=" + orderBy + " " + calls;
  }
}
