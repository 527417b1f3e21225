package io.thalweg.core.plan;

import io.thalweg.core.expr.Expression;
import io.thalweg.core.type.Schema;
import java.util.List;
import java.util.Optional;

/// Joins rows with equal keys. The right side is built into a table, the left side probes it.
///
/// The keys of a pair have the same type. NULL keys match nothing unless the pair is null-safe.
///
/// @param nullSafe per key pair: IS NOT DISTINCT FROM instead of =
/// @param residual further condition over left and right columns; part of the ON clause
/// @param runtimeFilters what the build side publishes for scans below the left side
public record HashJoin(
    int id,
    PlanNode left,
    PlanNode right,
    JoinType type,
    List<Integer> leftKeys,
    List<Integer> rightKeys,
    List<Boolean> nullSafe,
    Optional<Expression> residual,
    List<RuntimeFilterSource> runtimeFilters,
    Schema schema)
    implements PlanNode {

  /// @param filter the filter's id within the plan
  /// @param key position in `rightKeys` whose values it holds
  public record RuntimeFilterSource(int filter, int key) {}

  public HashJoin {
    leftKeys = List.copyOf(leftKeys);
    rightKeys = List.copyOf(rightKeys);
    nullSafe = List.copyOf(nullSafe);
    runtimeFilters = List.copyOf(runtimeFilters);
    Checks.columns(leftKeys, left.schema().size());
    Checks.columns(rightKeys, right.schema().size());
    Checks.that(!leftKeys.isEmpty(), "a hash join has a key");
    Checks.that(
        leftKeys.size() == rightKeys.size() && leftKeys.size() == nullSafe.size(),
        "keys come in pairs");
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(left, right);
  }

  @Override
  public PlanNode withInputs(List<PlanNode> newInputs) {
    return new HashJoin(
        id,
        newInputs.get(0),
        newInputs.get(1),
        type,
        leftKeys,
        rightKeys,
        nullSafe,
        residual,
        runtimeFilters,
        schema);
  }

  @Override
  public String details() {
    StringBuilder text = new StringBuilder(type.name()).append(" on");
    for (int i = 0; i < leftKeys.size(); i++) {
      text.append(i == 0 ? " $" : " AND $").append(leftKeys.get(i));
      text.append(nullSafe.get(i) ? " IS NOT DISTINCT FROM $" : " = $");
      text.append(left.schema().size() + rightKeys.get(i));
    }
    residual.ifPresent(condition -> text.append(" AND ").append(condition));
    runtimeFilters.forEach(filter -> text.append(" runtime_filter=#").append(filter.filter()));
    return text.toString();
  }
}
