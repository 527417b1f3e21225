package io.thalweg.core.plan;

import io.thalweg.core.type.Schema;
import java.util.List;
import java.util.OptionalInt;

/// Groups rows and aggregates each group.
///
/// The output has the group columns (NULL where a grouping set leaves one out), then one column per
/// call; in phase PARTIAL, instead of a call's result, the columns of its state. With no group
/// columns there is exactly one row per grouping set, also over no input.
///
/// @param keys ordinals of the input; the columns of all grouping sets
/// @param groupingSets each a list of positions in `keys`; plain GROUP BY is one set with all. With
///   several sets the output has a last column `_grouping_set INTEGER`, the set's position
/// @param limit stop after so many groups were found when nothing else is wanted of them (DISTINCT
///   … LIMIT); absent otherwise
public record Aggregate(
    int id,
    PlanNode input,
    List<Integer> keys,
    List<List<Integer>> groupingSets,
    List<AggregateCall> calls,
    Phase phase,
    OptionalInt limit,
    Schema schema)
    implements PlanNode {

  /// Where an aggregate stands in a plan of two steps.
  public enum Phase {
    /// Raw rows in, results out.
    SINGLE,
    /// Raw rows in, states out.
    PARTIAL,
    /// States in, results out.
    FINAL
  }

  public Aggregate {
    keys = List.copyOf(keys);
    groupingSets = groupingSets.stream().map(List::copyOf).toList();
    calls = List.copyOf(calls);
    Checks.columns(keys, input.schema().size());
    Checks.that(!groupingSets.isEmpty(), "there is at least one grouping set");
    for (List<Integer> set : groupingSets) {
      Checks.columns(set, keys.size());
    }
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public PlanNode withInputs(List<PlanNode> newInputs) {
    return new Aggregate(id, newInputs.getFirst(), keys, groupingSets, calls, phase, limit, schema);
  }

  @Override
  public String name() {
    return switch (phase) {
      case SINGLE -> "Aggregate";
      case PARTIAL -> "PartialAggregate";
      case FINAL -> "FinalAggregate";
    };
  }

  @Override
  public String details() {
    String sets = groupingSets.size() > 1 ? " sets=" + groupingSets : "";
    return "keys=" + keys.stream().map(key -> "$" + key).toList() + sets + " " + calls;
  }
}
