package io.thalweg.core.plan;

import io.thalweg.core.type.Schema;
import java.util.List;

/// INTERSECT or EXCEPT; NULLs are equal here.
///
/// @param all by multiplicity (least of both, or difference); otherwise each row once
public record SetOperation(
    int id, Kind kind, boolean all, PlanNode left, PlanNode right, Schema schema)
    implements PlanNode {
  /// Which operation.
  public enum Kind {
    INTERSECT,
    EXCEPT
  }

  public SetOperation {
    Checks.that(left.schema().types().equals(right.schema().types()), "inputs have the same types");
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(left, right);
  }

  @Override
  public PlanNode withInputs(List<PlanNode> newInputs) {
    return new SetOperation(id, kind, all, newInputs.get(0), newInputs.get(1), schema);
  }

  @Override
  public String details() {
    return kind + (all ? " ALL" : "");
  }
}
