package io.thalweg.core.plan;

import io.thalweg.core.expr.Expression;
import io.thalweg.core.type.Schema;
import java.util.List;

/// Joins by testing each pair of rows; for conditions without an equality. The right side is kept.
///
/// @param condition over left and right columns; TRUE for a cross join
public record NestedLoopJoin(
    int id, PlanNode left, PlanNode right, JoinType type, Expression condition, Schema schema)
    implements PlanNode {
  public NestedLoopJoin {
    Checks.that(type != JoinType.NULL_AWARE_ANTI, "NOT IN has keys: a hash join");
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(left, right);
  }

  @Override
  public PlanNode withInputs(List<PlanNode> newInputs) {
    return new NestedLoopJoin(id, newInputs.get(0), newInputs.get(1), type, condition, schema);
  }

  @Override
  public String details() {
    return type + " on " + condition;
  }
}
