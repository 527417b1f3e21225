package io.thalweg.planner.rewrite;

import io.thalweg.planner.PlannerOptions;
import io.thalweg.planner.convert.LogicalQuery;
import io.thalweg.planner.logical.ColumnIds;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.statistics.Estimates;

/// The rewrites in order.
public final class Rewrites {
  private Rewrites() {}

  public static LogicalQuery apply(LogicalQuery query, ColumnIds ids, PlannerOptions options) {
    LogicalNode node = new Decorrelation(ids).apply(query.node());
    if (options.optimize()) {
      node = ImpliedFilters.apply(FilterPushdown.apply(node));
      node = new SemiJoins().apply(node);
      node = new JoinOrder(new Estimates()).apply(node);
      node = new KeyReduction(ids).apply(node);
      node = new BuildSides().apply(node);
      node = ScanFilters.apply(node);
      node = ColumnPruning.apply(node, query.columns());
    }
    return query.withNode(node);
  }

  /// The rewrites of a continuous query: none that a table's size decides, and none that makes a
  /// node twice, because every node keeps state.
  public static LogicalQuery applyContinuous(
      LogicalQuery query, ColumnIds ids, PlannerOptions options) {
    LogicalNode node = new Decorrelation(ids).apply(query.node());
    if (options.optimize()) {
      node = FilterPushdown.apply(node);
      node = new JoinOrder(Estimates.withoutStatistics()).apply(node);
      node = ScanFilters.applyContinuous(node);
      node = ColumnPruning.apply(node, query.columns());
    }
    return query.withNode(node);
  }
}
