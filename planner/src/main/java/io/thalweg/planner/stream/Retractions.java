package io.thalweg.planner.stream;

import io.thalweg.core.plan.Aggregate;
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

/// Tells whether a query ever takes a row back. Stateless.
///
/// [Facts#appendOnly] says of a node how its rows are handed on; this looks further: groups without
/// aggregates (DISTINCT) of rows that stay, stay, although they travel as changes.
public final class Retractions {
  private Retractions() {}

  public static boolean arePossible(PlanNode node, StreamFacts facts) {
    if (facts.of(node).appendOnly()) {
      return false;
    }
    return switch (node) {
      case ExchangeSource source -> arePossible(facts.fragmentRoot(source), facts);
      case Aggregate aggregate ->
          !aggregate.calls().isEmpty()
              || aggregate.keys().isEmpty()
              || arePossible(aggregate.input(), facts);
      case Project _, Filter _, Consolidate _, UnionAll _, Unnest _, Exchange _ ->
          node.inputs().stream().anyMatch(input -> arePossible(input, facts));
      case HashJoin join ->
          join.type() != JoinType.INNER
              || arePossible(join.left(), facts)
              || arePossible(join.right(), facts);
      case Scan _,
          Values _,
          NestedLoopJoin _,
          TemporalJoin _,
          Sort _,
          TopN _,
          Limit _,
          Window _,
          Modify _,
          WriteFile _ ->
          true;
    };
  }
}
