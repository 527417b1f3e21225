package io.thalweg.planner.physical;

import io.thalweg.core.plan.HashJoin.RuntimeFilterSource;
import io.thalweg.core.plan.JoinType;
import io.thalweg.planner.logical.LogicalAggregate;
import io.thalweg.planner.logical.LogicalFilter;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.LogicalProject;
import io.thalweg.planner.logical.LogicalScan;
import io.thalweg.planner.logical.LogicalSort;
import io.thalweg.planner.logical.LogicalWindow;
import io.thalweg.planner.statistics.Estimate;
import java.util.ArrayList;
import java.util.List;

/// Decides which keys of a join its build side publishes for scans below its left side.
record RuntimeFilterPlan(Lowering lowering, LogicalJoin join) {
  /// A filter that keeps more than this fraction costs more than it saves.
  private static final double MOST_KEPT = 0.7;

  /// Scans with fewer rows gain nothing.
  private static final double LEAST_ROWS = 10_000;

  /// @param leftColumns per key, the id of the left side's column; -1 for none
  /// @param rightColumns the same of the right side; -1 for a computed one
  List<RuntimeFilterSource> sources(List<Integer> leftColumns, List<Integer> rightColumns) {
    List<RuntimeFilterSource> sources = new ArrayList<>();
    boolean dropsUnmatched =
        join.type() == JoinType.INNER
            || join.type() == JoinType.SEMI
            || join.type().yieldsRightOnly()
            || join.type() == JoinType.RIGHT;
    if (!dropsUnmatched || !lowering.options().optimize()) {
      return sources;
    }
    for (int key = 0; key < leftColumns.size(); key++) {
      int column = leftColumns.get(key);
      if (column >= 0
          && reaches(join.left(), column)
          && isSelective(column, rightColumns.get(key))) {
        sources.add(new RuntimeFilterSource(lowering.runtimeFilters().add(column), key));
      }
    }
    return sources;
  }

  private boolean isSelective(int column, int rightColumn) {
    Estimate left = lowering.estimates().of(join.left());
    Estimate right = lowering.estimates().of(join.right());
    double keys = rightColumn < 0 ? right.rows() : right.distinct(rightColumn);
    return left.rows() >= LEAST_ROWS && keys / left.distinct(column) <= MOST_KEPT;
  }

  /// Whether a scan below `node` yields the column, and dropping its rows only drops rows with the
  /// same value above.
  private boolean reaches(LogicalNode node, int column) {
    if (lowering.isShared(node)) {
      return false;
    }
    return switch (node) {
      // Which rows are late is decided by all of them.
      case LogicalScan scan ->
          scan.table().facts().watermark().isEmpty()
              && scan.scanColumns().stream().anyMatch(c -> c.column().id() == column);
      case LogicalFilter filter -> reaches(filter.input(), column);
      case LogicalSort sort -> reaches(sort.input(), column);
      case LogicalProject project ->
          project.assignments().stream().anyMatch(a -> a.column().id() == column && a.isPass())
              && reaches(project.input(), column);
      case LogicalAggregate aggregate ->
          aggregate.groupingSets().size() == 1
              && aggregate.keys().stream().anyMatch(key -> key.column().id() == column)
              && reaches(aggregate.input(), column);
      case LogicalWindow window ->
          window.partitionBy().contains(column) && reaches(window.input(), column);
      case LogicalJoin join ->
          (!join.type().keepsRight() && reaches(join.left(), column))
              || (join.type() == JoinType.INNER && reaches(join.right(), column));
      default -> false;
    };
  }
}
