package io.thalweg.planner.rewrite;

import io.thalweg.planner.PlannerOptions;
import io.thalweg.planner.convert.LogicalQuery;
import io.thalweg.planner.logical.ColumnIds;

/// The rewrites in order.
public final class Rewrites {
  private Rewrites() {}

  public static LogicalQuery apply(LogicalQuery query, ColumnIds ids, PlannerOptions options) {
    return query;
  }
}
