package io.thalweg.planner.rewrite;

import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.plan.JoinType;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.LogicalProject;
import io.thalweg.planner.logical.Nodes;
import io.thalweg.planner.statistics.Estimates;
import java.util.BitSet;
import java.util.List;

/// Moves semi joins that drop many rows below inner joins: they are filters. Used by one thread.
final class SemiJoins {
  private static final double MOST_KEPT = 0.5;

  private final Estimates estimates = new Estimates();

  LogicalNode apply(LogicalNode root) {
    return Nodes.bottomUp(
        root,
        node ->
            node instanceof LogicalJoin join && join.type() == JoinType.SEMI && isSelective(join)
                ? sink(join.left(), join)
                : node);
  }

  private boolean isSelective(LogicalJoin join) {
    return estimates.rows(join) <= MOST_KEPT * estimates.rows(join.left());
  }

  private static LogicalNode sink(LogicalNode left, LogicalJoin semi) {
    if (left instanceof LogicalProject project && readsOnly(semi, project.input())) {
      return project.withInputs(List.of(sink(project.input(), semi)));
    }
    if (left instanceof LogicalJoin join && join.type() == JoinType.INNER) {
      if (readsOnly(semi, join.left())) {
        return join.withInputs(List.of(sink(join.left(), semi), join.right()));
      }
      if (readsOnly(semi, join.right()) && !join.isTemporal()) {
        return join.withInputs(List.of(join.left(), sink(join.right(), semi)));
      }
    }
    return new LogicalJoin(left, semi.right(), JoinType.SEMI, semi.on());
  }

  /// Whether the semi join's conditions read no column of its left side but those of `side`.
  private static boolean readsOnly(LogicalJoin semi, LogicalNode side) {
    BitSet read = new BitSet();
    for (Expression conjunct : semi.on()) {
      read.or(Expressions.columns(conjunct));
    }
    read.andNot(Column.ids(semi.right().columns()));
    return !read.isEmpty() && Nodes.provides(side, read);
  }
}
