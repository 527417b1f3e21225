package io.thalweg.exec.spill;

import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Aggregate.Phase;
import io.thalweg.core.plan.Consolidate;
import io.thalweg.core.plan.Exchange;
import io.thalweg.core.plan.ExchangeSource;
import io.thalweg.core.plan.Filter;
import io.thalweg.core.plan.HashJoin;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.Limit;
import io.thalweg.core.plan.Modify;
import io.thalweg.core.plan.NestedLoopJoin;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Project;
import io.thalweg.core.plan.Scan;
import io.thalweg.core.plan.Sort;
import io.thalweg.core.plan.TemporalJoin;
import io.thalweg.core.plan.TopN;
import io.thalweg.core.plan.UnionAll;
import io.thalweg.core.plan.Unnest;
import io.thalweg.core.plan.Values;
import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WriteFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Which nodes keep state by key, so that it can be divided. Stateless.
final class StateKeys {
  private StateKeys() {}

  /// By input, the columns whose hash decides the vnode of a row's state; empty for a node without
  /// state, or with state that is one whole.
  static Optional<List<List<Integer>>> of(PlanNode node) {
    Optional<List<List<Integer>>> keys =
        switch (node) {
          case Aggregate aggregate -> aggregate(aggregate);
          // A NULL on either side of NOT IN concerns all rows of the other.
          case HashJoin join when join.type() == JoinType.NULL_AWARE_ANTI -> Optional.empty();
          case HashJoin join -> Optional.of(List.of(join.leftKeys(), join.rightKeys()));
          case TemporalJoin join -> Optional.of(List.of(join.leftKeys(), join.rightKeys()));
          case Window window -> Optional.of(List.of(window.partitionBy()));
          case Consolidate consolidate -> Optional.of(List.of(consolidated(consolidate)));
          case Scan _,
              Values _,
              Filter _,
              Project _,
              NestedLoopJoin _,
              Sort _,
              TopN _,
              Limit _,
              UnionAll _,
              Unnest _,
              Modify _,
              WriteFile _,
              Exchange _,
              ExchangeSource _ ->
              Optional.empty();
        };
    return keys.filter(all -> all.stream().noneMatch(List::isEmpty));
  }

  /// What to do about state that is one whole and has no room in memory; empty for other nodes.
  static String advice(PlanNode node) {
    String way =
        switch (node) {
          case TopN _, Limit _ -> "rank rows within a key";
          case NestedLoopJoin _ -> "join on an equality too";
          case HashJoin join when join.type() == JoinType.NULL_AWARE_ANTI ->
              "write NOT EXISTS in place of NOT IN";
          case Window window when window.partitionBy().isEmpty() -> "say PARTITION BY";
          case Aggregate aggregate
              when aggregate.groupingSets().size() > 1 && aggregate(aggregate).isEmpty() ->
              "group by one set in each query";
          case Aggregate _,
              HashJoin _,
              TemporalJoin _,
              Window _,
              Consolidate _,
              Scan _,
              Values _,
              Filter _,
              Project _,
              Sort _,
              UnionAll _,
              Unnest _,
              Modify _,
              WriteFile _,
              Exchange _,
              ExchangeSource _ ->
              "";
        };
    return way.isEmpty()
        ? ""
        : "the state of "
            + node.name()
            + " #"
            + node.id()
            + " is one whole, which cannot go into files: "
            + way
            + " to have it divided";
  }

  /// Groups of several sets have no key in common, unless they come with the number of their set. A
  /// partial step keeps nothing. Rows that wait until they are final are placed by their time,
  /// others by all columns.
  private static List<Integer> consolidated(Consolidate consolidate) {
    return consolidate
        .release()
        .map(over -> List.of(over.column()))
        .orElseGet(() -> IntStream.range(0, consolidate.schema().size()).boxed().toList());
  }

  private static Optional<List<List<Integer>>> aggregate(Aggregate node) {
    if (node.phase() == Phase.PARTIAL) {
      return Optional.empty();
    }
    if (node.groupingSets().size() == 1) {
      boolean hasAll = node.groupingSets().getFirst().size() == node.keys().size();
      return hasAll ? Optional.of(List.of(node.keys())) : Optional.empty();
    }
    if (node.phase() == Phase.FINAL) {
      List<Integer> keys = new ArrayList<>(node.keys());
      keys.add(node.input().schema().size() - 1);
      return Optional.of(List.of(keys));
    }
    return Optional.empty();
  }
}
