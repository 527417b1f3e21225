package io.thalweg.core.plan;

import io.thalweg.core.expr.Expression;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import java.util.List;

/// Keeps the rows for which `predicate` is true. Linear: weights pass through.
public record Filter(int id, PlanNode input, Expression predicate) implements PlanNode {
  public Filter {
    Checks.that(predicate.type() == SimpleType.BOOLEAN, "a filter is boolean");
  }

  @Override
  public Schema schema() {
    return input.schema();
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public PlanNode withInputs(List<PlanNode> newInputs) {
    return new Filter(id, newInputs.getFirst(), predicate);
  }

  @Override
  public String details() {
    return predicate.toString();
  }
}
