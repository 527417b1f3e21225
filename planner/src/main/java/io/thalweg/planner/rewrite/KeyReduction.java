package io.thalweg.planner.rewrite;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.JoinType;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.ColumnIds;
import io.thalweg.planner.logical.LogicalAggregate;
import io.thalweg.planner.logical.LogicalFilter;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.LogicalProject;
import io.thalweg.planner.logical.LogicalScan;
import io.thalweg.planner.logical.Nodes;
import io.thalweg.planner.statistics.Estimate;
import io.thalweg.planner.statistics.Estimates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads of a large side of a join only what can meet the small side (sideways information
/// passing): the small side's keys, computed a second time, become a semi join right above the
/// large side's scan. An aggregate over a whole table that a correlated subquery left behind
/// shrinks to the groups that are asked for. Used by one thread.
final class KeyReduction {
  private static final double LEAST_ROWS = 100_000;
  private static final double MOST_KEPT = 0.3;

  /// What a row that need not be aggregated or kept in a table saves, in rows that are scanned.
  private static final double SAVED_PER_ROW = 6;

  private final ColumnIds ids;
  private final Estimates estimates = new Estimates();

  KeyReduction(ColumnIds ids) {
    this.ids = ids;
  }

  LogicalNode apply(LogicalNode root) {
    return Nodes.bottomUp(root, node -> node instanceof LogicalJoin join ? join(join) : node);
  }

  private LogicalNode join(LogicalJoin join) {
    if (join.isTemporal()) {
      return join;
    }
    return switch (join.type()) {
      case INNER -> {
        Optional<LogicalNode> left = reduced(join, join.left(), join.right());
        if (left.isPresent()) {
          yield join.withInputs(List.of(left.get(), join.right()));
        }
        yield rightReduced(join);
      }
      case LEFT, SEMI, ANTI -> rightReduced(join);
      case RIGHT, FULL, RIGHT_SEMI, RIGHT_ANTI, NULL_AWARE_ANTI -> join;
    };
  }

  private LogicalNode rightReduced(LogicalJoin join) {
    return reduced(join, join.right(), join.left())
        .<LogicalNode>map(right -> join.withInputs(List.of(join.left(), right)))
        .orElse(join);
  }

  /// A subtree of the small side and its column that holds the keys.
  private record Keys(LogicalNode node, int column, double gain) {}

  /// `large` with only the rows whose keys `small` has; empty when that gains nothing.
  private Optional<LogicalNode> reduced(LogicalJoin join, LogicalNode large, LogicalNode small) {
    for (Expression conjunct : join.on()) {
      Optional<int[]> pair = pair(conjunct, large, small);
      if (pair.isEmpty()) {
        continue;
      }
      int largeColumn = pair.get()[0];
      Optional<LogicalNode> leaf = leaf(large, largeColumn, isBuilt(join));
      if (leaf.isEmpty()) {
        continue;
      }
      Optional<Keys> keys = best(small, pair.get()[1], leaf.get(), largeColumn);
      if (keys.isPresent()) {
        LogicalNode filtered = semi(leaf.get(), largeColumn, keys.get());
        LogicalNode old = leaf.get();
        return Optional.of(Nodes.bottomUp(large, node -> node == old ? filtered : node));
      }
    }
    return Optional.empty();
  }

  /// Whether the right side will be kept in a table. That of an inner join may change places, and
  /// that of EXISTS will when it is the larger one.
  private boolean isBuilt(LogicalJoin join) {
    return switch (join.type()) {
      case SEMI, ANTI -> !BuildSides.isTurned(join, estimates);
      case INNER -> false;
      case LEFT, RIGHT, FULL, RIGHT_SEMI, RIGHT_ANTI, NULL_AWARE_ANTI -> true;
    };
  }

  /// The columns of an equality, the large side's first.
  private static Optional<int[]> pair(Expression conjunct, LogicalNode large, LogicalNode small) {
    if (!(conjunct instanceof Call call)
        || !call.function().equals("eq")
        || !(call.children().get(0) instanceof ColumnRef a)
        || !(call.children().get(1) instanceof ColumnRef b)) {
      return Optional.empty();
    }
    if (provides(large, a.index()) && provides(small, b.index())) {
      return Optional.of(new int[] {a.index(), b.index()});
    }
    return provides(large, b.index()) && provides(small, a.index())
        ? Optional.of(new int[] {b.index(), a.index()})
        : Optional.empty();
  }

  private static boolean provides(LogicalNode node, int column) {
    return Column.ids(node.columns()).get(column);
  }

  /// The scan, with its filter, that yields the column; empty when dropping its rows would change
  /// more than rows with the same value.
  ///
  /// @param aggregated whether the rows are aggregated or kept on the way up; those that only probe
  ///   are reduced by runtime filters as well
  private Optional<LogicalNode> leaf(LogicalNode node, int column, boolean aggregated) {
    return switch (node) {
      case LogicalScan scan -> leafOf(scan, aggregated);
      case LogicalFilter filter when filter.input() instanceof LogicalScan ->
          leafOf(filter, aggregated);
      case LogicalFilter filter -> leaf(filter.input(), column, aggregated);
      case LogicalProject project ->
          project.assignments().stream().anyMatch(a -> a.column().id() == column && a.isPass())
              ? leaf(project.input(), column, aggregated)
              : Optional.empty();
      case LogicalAggregate aggregate ->
          aggregate.groupingSets().size() == 1
                  && aggregate.keys().stream().anyMatch(k -> k.column().id() == column)
              ? leaf(aggregate.input(), column, true)
              : Optional.empty();
      case LogicalJoin join -> {
        if (!join.type().keepsRight() && provides(join.left(), column)) {
          yield leaf(join.left(), column, aggregated);
        }
        yield join.type() == JoinType.INNER && provides(join.right(), column)
            ? leaf(join.right(), column, aggregated)
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private Optional<LogicalNode> leafOf(LogicalNode node, boolean aggregated) {
    return aggregated && estimates.rows(node) >= LEAST_ROWS ? Optional.of(node) : Optional.empty();
  }

  private Optional<Keys> best(LogicalNode small, int column, LogicalNode leaf, int largeColumn) {
    List<Keys> candidates = new ArrayList<>();
    collect(small, column, leaf, largeColumn, candidates);
    return candidates.stream().max(Comparator.comparingDouble(Keys::gain));
  }

  /// Every subtree of inner joins that has the keys, or columns equal to them.
  private void collect(
      LogicalNode node, int column, LogicalNode leaf, int largeColumn, List<Keys> candidates) {
    Estimate own = estimates.of(node);
    Estimate large = estimates.of(leaf);
    double kept = own.distinct(column) / large.distinct(largeColumn);
    double gain = large.rows() * (1 - kept) * SAVED_PER_ROW - cost(node);
    if (kept <= MOST_KEPT && gain > 0) {
      candidates.add(new Keys(node, column, gain));
    }
    switch (node) {
      case LogicalFilter filter -> collect(filter.input(), column, leaf, largeColumn, candidates);
      case LogicalProject project
          when project.assignments().stream()
              .anyMatch(a -> a.column().id() == column && a.isPass()) ->
          collect(project.input(), column, leaf, largeColumn, candidates);
      case LogicalJoin join -> collectJoin(join, column, leaf, largeColumn, candidates);
      default -> {}
    }
  }

  private void collectJoin(
      LogicalJoin join, int column, LogicalNode leaf, int largeColumn, List<Keys> candidates) {
    if (join.type().keepsRight()) {
      return;
    }
    List<Integer> equal = new ArrayList<>(List.of(column));
    if (join.type() == JoinType.INNER) {
      for (Expression conjunct : join.on()) {
        if (conjunct instanceof Call call
            && call.function().equals("eq")
            && call.children().get(0) instanceof ColumnRef a
            && call.children().get(1) instanceof ColumnRef b
            && (a.index() == column || b.index() == column)) {
          equal.add(a.index() == column ? b.index() : a.index());
        }
      }
    }
    for (int id : equal) {
      if (provides(join.left(), id)) {
        collect(join.left(), id, leaf, largeColumn, candidates);
      } else if (join.type() == JoinType.INNER && provides(join.right(), id)) {
        collect(join.right(), id, leaf, largeColumn, candidates);
      }
    }
  }

  /// Rows that are read and made to compute a subtree.
  private double cost(LogicalNode node) {
    double cost =
        node instanceof LogicalScan scan
            ? scan.table().statistics().rowCount().orElse(LEAST_ROWS)
            : estimates.rows(node);
    for (LogicalNode input : node.inputs()) {
      cost += cost(input);
    }
    return cost;
  }

  private LogicalNode semi(LogicalNode leaf, int column, Keys keys) {
    Copies copies = new Copies(ids);
    LogicalNode copy = copies.copy(keys.node());
    Column key = copies.column(Nodes.column(keys.node(), keys.column()));
    Expression same = JoinGraph.equality(Nodes.column(leaf, column).ref(), key.ref());
    return new LogicalJoin(
        leaf, LogicalProject.select(copy, List.of(key)), JoinType.SEMI, List.of(same));
  }
}
