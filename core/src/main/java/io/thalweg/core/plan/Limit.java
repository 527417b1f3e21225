package io.thalweg.core.plan;

import io.thalweg.core.type.Schema;
import java.util.List;

/// At most `limit` rows behind the first `offset`, in the order they come.
///
/// @param limit `Long.MAX_VALUE` for no limit
public record Limit(int id, PlanNode input, long limit, long offset) implements PlanNode {
  public Limit {
    Checks.that(limit >= 0 && offset >= 0, "limit and offset are not negative");
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
    return new Limit(id, newInputs.getFirst(), limit, offset);
  }

  @Override
  public String details() {
    return (limit == Long.MAX_VALUE ? "all" : limit + "")
        + (offset == 0 ? "" : " offset=" + offset);
  }
}
