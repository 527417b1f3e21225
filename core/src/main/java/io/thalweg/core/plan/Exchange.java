package io.thalweg.core.plan;

import io.thalweg.core.type.Schema;
import java.util.List;

/// Where a plan is cut into fragments: rows move between tasks.
public record Exchange(int id, PlanNode input, Distribution distribution) implements PlanNode {
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
    return new Exchange(id, newInputs.getFirst(), distribution);
  }

  @Override
  public String details() {
    return distribution.toString();
  }
}
