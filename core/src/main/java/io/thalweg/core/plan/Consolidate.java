package io.thalweg.core.plan;

import io.thalweg.core.type.Schema;
import java.util.List;

/// The sum of each epoch's changes: equal rows become one with the sum of their weights, and go
/// when that is 0. For inputs that may retract and insert one row in an epoch.
///
/// Equal rows have to arrive in one task.
public record Consolidate(int id, PlanNode input) implements PlanNode {
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
    return new Consolidate(id, newInputs.getFirst());
  }

  @Override
  public String details() {
    return "";
  }
}
