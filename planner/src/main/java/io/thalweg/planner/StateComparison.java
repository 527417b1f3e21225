package io.thalweg.planner;

import io.thalweg.core.plan.Fragment;
import io.thalweg.core.plan.Modify;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Scan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What CREATE OR REPLACE of a view or job does to the state of its operators, by their names in
/// checkpoints. Texts are for people.
///
/// An operator's state goes together with what it has read: once one is new, it needs rows that the
/// others have read already. So either everything is kept or the query begins anew.
///
/// @param kept operators that go on with their state
/// @param lost operators whose state has no place in the new plan
/// @param added operators of the new plan that would begin without state
public record StateComparison(List<String> kept, List<String> lost, List<String> added) {
  public StateComparison {
    kept = List.copyOf(kept);
    lost = List.copyOf(lost);
    added = List.copyOf(added);
  }

  /// @param before continuous
  /// @param after continuous
  public static StateComparison of(PlannedStatement before, PlannedStatement after) {
    Map<String, String> old = states(before);
    Map<String, String> now = states(after);
    List<String> kept = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    List<String> added = new ArrayList<>();
    old.forEach((name, text) -> (now.containsKey(name) ? kept : lost).add(text));
    now.forEach(
        (name, text) -> {
          if (!old.containsKey(name)) {
            added.add(text);
          }
        });
    return new StateComparison(kept, lost, added);
  }

  /// Whether the new query can go on where the old one stopped.
  public boolean isCompatible() {
    return lost.isEmpty() && added.isEmpty();
  }

  /// Operators that keep something, by name: their rows, or how far they have read or written. What
  /// a view shows is made from its first row on, so its result counts too.
  private static Map<String, String> states(PlannedStatement statement) {
    Map<String, String> states = new LinkedHashMap<>();
    Map<Integer, NodeStream> nodes =
        statement.plan().stream().map(stream -> stream.nodes()).orElse(Map.of());
    for (Fragment fragment : statement.plan().fragments()) {
      add(fragment.root(), statement, nodes, states);
    }
    PlanNode root = statement.plan().result().root();
    NodeStream result = nodes.get(root.id());
    if (statement.kind() == PlannedStatement.Kind.STREAM && result != null) {
      states.put("result " + result.identity(), "the result " + statement.schema());
    }
    return states;
  }

  private static void add(
      PlanNode node,
      PlannedStatement statement,
      Map<Integer, NodeStream> nodes,
      Map<String, String> states) {
    NodeStream stream = nodes.get(node.id());
    String text = (node.name() + " " + node.details()).strip();
    if (node instanceof Modify modify) {
      states.put("sink " + modify.table(), text);
    } else if (stream != null
        && (node instanceof Scan || statement.notes().containsKey(node.id()))) {
      states.put(stream.identity(), text);
    }
    node.inputs().forEach(input -> add(input, statement, nodes, states));
  }
}
