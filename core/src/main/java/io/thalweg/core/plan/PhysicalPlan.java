package io.thalweg.core.plan;

import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the planner hands to execution.
///
/// @param fragments producers before consumers; the last one yields the result
/// @param schema of the result
/// @param parameters the types of the parameters to bind before execution, by index
/// @param estimates estimated output rows by node id
/// @param stream for a continuous query; empty for a bounded one
public record PhysicalPlan(
    List<Fragment> fragments,
    Schema schema,
    List<DataType> parameters,
    Map<Integer, Double> estimates,
    Optional<StreamPlan> stream) {
  public PhysicalPlan {
    fragments = List.copyOf(fragments);
    parameters = List.copyOf(parameters);
    estimates = Map.copyOf(estimates);
    Checks.that(!fragments.isEmpty(), "a plan has a fragment");
  }

  /// The fragment that yields the result.
  public Fragment result() {
    return fragments.getLast();
  }
}
