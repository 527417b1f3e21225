package io.thalweg.planner.share;

import io.thalweg.core.connector.TableHandle;
import io.thalweg.planner.logical.LogicalAggregate;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.LogicalScan;
import io.thalweg.planner.statistics.Estimates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which subtrees of a rewritten tree compute the same rows, so that one of them can feed the
/// places of all. Used by one thread.
///
/// Only joins and aggregates that yield far fewer rows than they read are worth it: the rows wait
/// in memory until the slowest reader takes them. What a rewrite has made different (a filter of
/// one place pushed down, say) stays apart.
public final class SharedPlans {
  /// Rows read for one that is handed on.
  private static final double WORTH_SHARING = 2;

  private final Estimates estimates;
  private final Map<LogicalNode, Use> uses = new IdentityHashMap<>();
  private final Map<LogicalNode, Integer> shapes = new IdentityHashMap<>();
  private final List<LogicalNode> candidates = new ArrayList<>();
  private final Set<LogicalNode> taken = Collections.newSetFromMap(new IdentityHashMap<>());

  /// A place that reads a shared subtree.
  ///
  /// @param plan the same object for all places that share
  /// @param columns by id of the place's own columns, the ids of the shared tree's
  public record Use(Plan plan, Map<Integer, Integer> columns) {}

  /// A subtree that is computed once; it yields what any of its places wants.
  public record Plan(LogicalNode node) {}

  private SharedPlans(Estimates estimates) {
    this.estimates = estimates;
  }

  public static SharedPlans none(Estimates estimates) {
    return new SharedPlans(estimates);
  }

  public static SharedPlans of(LogicalNode root, Estimates estimates) {
    SharedPlans shared = new SharedPlans(estimates);
    if (repeatsTable(root, new HashSet<>())) {
      shared.collect(root);
      shared.candidates.forEach(shared::share);
    }
    return shared;
  }

  /// How `node` is computed elsewhere, or for elsewhere too.
  public Optional<Use> use(LogicalNode node) {
    return Optional.ofNullable(uses.get(node));
  }

  private static boolean repeatsTable(LogicalNode node, Set<TableHandle> seen) {
    if (node instanceof LogicalScan scan) {
      return !seen.add(scan.table().handle());
    }
    return node.inputs().stream().anyMatch(input -> repeatsTable(input, seen));
  }

  /// Larger subtrees come before those inside them.
  private void collect(LogicalNode node) {
    if (isWorthSharing(node)) {
      candidates.add(node);
    }
    node.inputs().forEach(this::collect);
  }

  private boolean isWorthSharing(LogicalNode node) {
    return (node instanceof LogicalAggregate || node instanceof LogicalJoin)
        && estimates.rows(node) * WORTH_SHARING <= rowsRead(node);
  }

  private double rowsRead(LogicalNode node) {
    return node instanceof LogicalScan scan
        ? estimates.rows(scan)
        : node.inputs().stream().mapToDouble(this::rowsRead).sum();
  }

  private void share(LogicalNode first) {
    if (taken.contains(first)) {
      return;
    }
    LogicalNode merged = first;
    Map<LogicalNode, Map<Integer, Integer>> places = new IdentityHashMap<>();
    for (LogicalNode other : candidates) {
      if (other == first || taken.contains(other) || shape(other) != shape(first)) {
        continue;
      }
      TreeMerge merge = new TreeMerge();
      LogicalNode both = merge.merge(merged, other);
      if (both != null) {
        merged = both;
        places.put(other, merge.columns());
      }
    }
    if (!places.isEmpty()) {
      Plan plan = new Plan(merged);
      places.put(first, Map.of());
      places.forEach((place, columns) -> add(place, new Use(plan, columns)));
    }
  }

  private void add(LogicalNode place, Use use) {
    uses.put(place, use);
    take(place);
  }

  private void take(LogicalNode node) {
    taken.add(node);
    node.inputs().forEach(this::take);
  }

  /// Equal for trees that could be equal.
  private int shape(LogicalNode node) {
    @Nullable Integer known = shapes.get(node);
    if (known != null) {
      return known;
    }
    int shape = node.getClass().getName().hashCode();
    if (node instanceof LogicalScan scan) {
      shape = 31 * shape + scan.table().handle().hashCode();
    }
    for (LogicalNode input : node.inputs()) {
      shape = 31 * shape + shape(input);
    }
    shapes.put(node, shape);
    return shape;
  }
}
