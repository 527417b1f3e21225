package io.thalweg.core.plan;

import io.thalweg.core.type.Schema;
import java.util.List;

/// The first `limit` rows behind the first `offset` in the order of `keys`.
public record TopN(int id, PlanNode input, List<SortKey> keys, long limit, long offset)
    implements PlanNode {
  public TopN {
    keys = List.copyOf(keys);
    Checks.keys(keys, input.schema().size());
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
    return new TopN(id, newInputs.getFirst(), keys, limit, offset);
  }

  @Override
  public String details() {
    return keys + " limit=" + limit + (offset == 0 ? "" : " offset=" + offset);
  }
}
