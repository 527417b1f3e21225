package io.thalweg.core.plan;

import io.thalweg.core.type.Schema;
import java.util.List;
import java.util.Optional;

/// The sum of each epoch's changes: equal rows become one with the sum of their weights, and go
/// when that is 0. For inputs that may retract and insert one row in an epoch.
///
/// Equal rows have to arrive in one task.
///
/// @param release present: a row waits until the watermark says that it is final, over the node's
///   columns; rows then arrive by the hash of that column. Otherwise it leaves with its epoch
public record Consolidate(int id, PlanNode input, Optional<Expiry> release) implements PlanNode {
  /// Of epochs.
  public Consolidate(int id, PlanNode input) {
    this(id, input, Optional.empty());
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
    return new Consolidate(id, newInputs.getFirst(), release);
  }

  @Override
  public String details() {
    return release
        .map(over -> "final_when=" + schema().field(over.column()).name() + " " + over)
        .orElse("");
  }
}
