package io.thalweg.planner;

import io.thalweg.core.plan.Fragment;
import io.thalweg.core.plan.Modify;
import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Scan;
import io.thalweg.core.plan.StreamPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What CREATE OR REPLACE of a view or job does to the state of its operators, by their names in
/// checkpoints. Texts are for people.
///
/// An operator's state goes together with what it has read: once one is new, it needs rows that the
/// others have read already. So either everything is kept or the query begins anew.
///
/// @param kept operators that go on with their state
/// @param lost operators whose state has no place in the new plan
/// @param added operators of the new plan that would begin without state
/// @param rows how a view's rows follow from those it has; empty for jobs, and when they do not
public record StateComparison(
    List<String> kept, List<String> lost, List<String> added, Optional<ResultDerivation> rows) {
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
    Optional<ResultDerivation> rows = Optional.empty();
    if (before.kind() == PlannedStatement.Kind.STREAM) {
      rows = ResultDerivation.of(before, after);
      (rows.isPresent() ? kept : lost).add("the rows of the view");
    }
    if (!emit(before).equals(emit(after))) {
      lost.add("what has been emitted (EMIT " + words(emit(before)) + ")");
    }
    return new StateComparison(kept, lost, added, rows);
  }

  private static Optional<StreamPlan.Emit> emit(PlannedStatement statement) {
    return statement.plan().stream().map(StreamPlan::emit);
  }

  private static String words(Optional<StreamPlan.Emit> emit) {
    return emit.map(each -> each.name().replace('_', ' ')).orElse("");
  }

  /// Whether the new query can go on where the old one stopped.
  public boolean isCompatible() {
    return lost.isEmpty() && added.isEmpty();
  }

  /// Operators that keep something, by name: their rows, or how far they have read or written.
  private static Map<String, String> states(PlannedStatement statement) {
    Map<String, String> states = new LinkedHashMap<>();
    Map<Integer, NodeStream> nodes =
        statement.plan().stream().map(stream -> stream.nodes()).orElse(Map.of());
    for (Fragment fragment : statement.plan().fragments()) {
      add(fragment.root(), statement, nodes, states);
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
