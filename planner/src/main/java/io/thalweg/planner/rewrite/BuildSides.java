package io.thalweg.planner.rewrite;

import io.thalweg.core.plan.JoinType;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.Nodes;
import io.thalweg.planner.statistics.Estimates;

/// Puts the smaller side of outer joins on the right, where it is kept in a table. Used by one
/// thread.
public final class BuildSides {
  /// Keeping unmatched rows of the table costs a little: sides of about the same size stay.
  private static final double LEAST_RATIO = 1.5;

  /// How many times larger the right side of a SEMI or ANTI join is when it had better probe.
  private static final double WORTH_TURNING = 2;

  private final Estimates estimates = new Estimates();

  /// Whether a SEMI or ANTI join had better keep its small left side in a table and let the large
  /// right side probe, where its scans profit from runtime filters.
  public static boolean isTurned(LogicalJoin join, Estimates estimates) {
    return (join.type() == JoinType.SEMI || join.type() == JoinType.ANTI)
        && estimates.rows(join.left()) * WORTH_TURNING <= estimates.rows(join.right());
  }

  LogicalNode apply(LogicalNode root) {
    return Nodes.bottomUp(root, node -> node instanceof LogicalJoin join ? join(join) : node);
  }

  private LogicalNode join(LogicalJoin join) {
    boolean turn =
        estimates.rows(join.right()) > LEAST_RATIO * estimates.rows(join.left())
            && !join.on().isEmpty()
            && !join.isTemporal();
    if (!turn) {
      return join;
    }
    return switch (join.type()) {
      case LEFT -> turned(join, JoinType.RIGHT);
      case FULL -> turned(join, JoinType.FULL);
      case INNER, RIGHT, SEMI, ANTI, RIGHT_SEMI, RIGHT_ANTI, NULL_AWARE_ANTI -> join;
    };
  }

  private static LogicalNode turned(LogicalJoin join, JoinType type) {
    return new LogicalJoin(/* left= */ join.right(), /* right= */ join.left(), type, join.on());
  }
}
