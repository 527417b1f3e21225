package io.thalweg.core.plan;

import io.thalweg.core.type.Schema;
import java.util.List;

/// The rows that the fragment `fragment` sends: a leaf of the fragment that receives them.
public record ExchangeSource(int id, int fragment, Distribution distribution, Schema schema)
    implements PlanNode {
  @Override
  public List<PlanNode> inputs() {
    return List.of();
  }

  @Override
  public PlanNode withInputs(List<PlanNode> newInputs) {
    return this;
  }

  @Override
  public String details() {
    return "from fragment " + fragment + " " + distribution;
  }
}
