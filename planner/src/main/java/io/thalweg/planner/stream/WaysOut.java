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

/// Says of a node whose rows are never final what would make them so. Stateless.
final class WaysOut {
  private WaysOut() {}

  static String of(PlanNode node) {
    return switch (node) {
      case HashJoin join -> joined(join.type());
      case NestedLoopJoin join -> joined(join.type());
      case Window _ ->
          "partition by a window, or order by event time with frames that do not look ahead";
      case TopN _, Limit _ ->
          "the first rows of everything can change for ever; take the first ones of each window,"
              + " row_number() OVER (PARTITION BY window_end …) <= n";
      case TemporalJoin _ -> "both sides need event time, and the join may not look for later rows";
      case Scan _, Values _, ExchangeSource _ -> "its rows change whenever its source says so";
      case Aggregate _,
          Filter _,
          Project _,
          Sort _,
          UnionAll _,
          Unnest _,
          Consolidate _,
          Modify _,
          WriteFile _,
          Exchange _ ->
          "group by event time or a window";
    };
  }

  private static String joined(JoinType type) {
    return switch (type) {
      case FULL ->
          "rows of a FULL JOIN may lack the event time of either side; write LEFT JOIN, and for"
              + " what is left of the right side NOT EXISTS";
      case NULL_AWARE_ANTI -> "NOT IN changes with any later NULL; use NOT EXISTS";
      case INNER, LEFT, RIGHT, SEMI, ANTI, RIGHT_SEMI, RIGHT_ANTI ->
          "bound the event time of the rows that are kept by that of the others, as in a.ts"
              + " BETWEEN b.ts - INTERVAL '1' HOUR AND b.ts";
    };
  }
}
