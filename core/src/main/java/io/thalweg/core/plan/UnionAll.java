package io.thalweg.core.plan;

import io.thalweg.core.type.Schema;
import java.util.List;

/// The rows of all inputs, which have the same types.
public record UnionAll(int id, List<PlanNode> inputs, Schema schema) implements PlanNode {
  public UnionAll {
    inputs = List.copyOf(inputs);
    for (PlanNode input : inputs) {
      Checks.that(input.schema().types().equals(schema.types()), "inputs have the same types");
    }
  }

  @Override
  public PlanNode withInputs(List<PlanNode> newInputs) {
    return new UnionAll(id, newInputs, schema);
  }

  @Override
  public String details() {
    return "";
  }
}
