package io.thalweg.core.plan;

import io.thalweg.core.type.Schema;
import java.util.List;

/// Orders all rows; equal rows in any order.
public record Sort(int id, PlanNode input, List<SortKey> keys) implements PlanNode {
  public Sort {
    keys = List.copyOf(keys);
    Checks.keys(keys, input.schema().size());
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
    return new Sort(id, newInputs.getFirst(), keys);
  }

  @Override
  public String details() {
    return keys.toString();
  }
}
