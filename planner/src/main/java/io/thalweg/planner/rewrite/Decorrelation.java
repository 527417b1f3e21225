package io.thalweg.planner.rewrite;

import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.JoinType;
import io.thalweg.planner.logical.Assignment;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.ColumnIds;
import io.thalweg.planner.logical.LogicalAggregate;
import io.thalweg.planner.logical.LogicalFilter;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.logical.LogicalLimit;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.LogicalProject;
import io.thalweg.planner.logical.LogicalSort;
import io.thalweg.planner.logical.LogicalUnnest;
import io.thalweg.planner.logical.LogicalValues;
import io.thalweg.planner.logical.Nodes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Turns dependent joins, whose right side reads columns of the left, into plain ones. Innermost
/// first. Used by one thread.
final class Decorrelation {
  private final ColumnIds ids;

  Decorrelation(ColumnIds ids) {
    this.ids = ids;
  }

  LogicalNode apply(LogicalNode root) {
    return Nodes.bottomUp(
        root, node -> node instanceof LogicalJoin join ? join(turned(join)) : node);
  }

  /// RIGHT joins as LEFT ones: columns are found by id, so their order does not matter.
  private static LogicalJoin turned(LogicalJoin join) {
    return join.type() == JoinType.RIGHT
        ? new LogicalJoin(
            /* left= */ join.right(), /* right= */ join.left(), JoinType.LEFT, join.on())
        : join;
  }

  private LogicalNode join(LogicalJoin join) {
    LogicalJoin plain = existence(join);
    if (!Nodes.free(plain.right()).intersects(Column.ids(plain.left().columns()))) {
      return plain;
    }
    return inlined(plain).or(() -> scalar(plain)).orElseGet(() -> general(plain));
  }

  /// EXISTS does not care which columns there are, in which order, or how many rows.
  private static LogicalJoin existence(LogicalJoin join) {
    if ((join.type() != JoinType.SEMI && join.type() != JoinType.ANTI) || !join.on().isEmpty()) {
      return join;
    }
    LogicalNode right = join.right();
    while (true) {
      LogicalNode below =
          switch (right) {
            case LogicalProject project -> project.input();
            case LogicalSort sort -> sort.input();
            case LogicalLimit limit when limit.limit() > 0 && limit.offset() == 0 -> limit.input();
            case LogicalAggregate aggregate
                when !aggregate.keys().isEmpty() && aggregate.groupingSets().size() == 1 ->
                aggregate.input();
            default -> null;
          };
      if (below == null) {
        return right == join.right()
            ? join
            : new LogicalJoin(join.left(), right, join.type(), join.on());
      }
      right = below;
    }
  }

  private LogicalNode general(LogicalJoin join) {
    Unnested right = new Unnesting(ids, join.left()).unnest(join.right());
    if (join.type() == JoinType.NULL_AWARE_ANTI && !right.pulled().isEmpty()) {
      Expression maybe = Unnested.call("is_not_false", And.of(join.on()));
      return new LogicalJoin(
          join.left(),
          right.node(),
          JoinType.ANTI,
          Unnested.concat(List.of(maybe), right.pulled()));
    }
    return new LogicalJoin(
        join.left(), right.node(), join.type(), Unnested.concat(join.on(), right.pulled()));
  }

  /// The join with projections over an aggregate of all rows: it always yields one row, so the
  /// projections can be computed above the join.
  private Optional<LogicalNode> scalar(LogicalJoin join) {
    List<LogicalProject> projections = new ArrayList<>();
    LogicalNode node = join.right();
    while (node instanceof LogicalProject project) {
      projections.add(project);
      node = project.input();
    }
    boolean oneRow = node instanceof LogicalAggregate aggregate && aggregate.isScalar();
    if (!oneRow
        || !join.on().isEmpty()
        || (join.type() != JoinType.LEFT && join.type() != JoinType.INNER)) {
      return Optional.empty();
    }
    Defaults defaults = new Defaults(ids, (LogicalAggregate) node);
    Unnesting unnesting = new Unnesting(ids, join.left());
    Unnesting.Keyed keyed = unnesting.keyed(unnesting.unnest(defaults.aggregate().input()));
    LogicalNode groups = unnesting.grouped(defaults.aggregate(), keyed);
    LogicalNode result =
        new LogicalJoin(join.left(), groups, JoinType.LEFT, keyed.unnested().pulled());
    result = above(result, join.left(), defaults.assignments());
    for (LogicalProject project : projections.reversed()) {
      result = above(result, join.left(), project.assignments());
    }
    return Optional.of(result);
  }

  private static LogicalNode above(
      LogicalNode input, LogicalNode left, List<Assignment> assignments) {
    List<Assignment> all = new ArrayList<>(left.columns().stream().map(Assignment::pass).toList());
    BitSet passed = Column.ids(left.columns());
    assignments.stream().filter(a -> !passed.get(a.column().id())).forEach(all::add);
    return new LogicalProject(input, all);
  }

  /// The join with something computed from one row, such as UNNEST of an outer column: the left
  /// side takes that row's place.
  private static Optional<LogicalNode> inlined(LogicalJoin join) {
    boolean inner = join.type() == JoinType.INNER;
    if (!inner && (join.type() != JoinType.LEFT || !join.on().isEmpty())) {
      return Optional.empty();
    }
    Optional<LogicalNode> chain = inlined(join.right(), join.left(), !inner);
    return chain.map(node -> LogicalFilter.of(node, join.on()));
  }

  private static Optional<LogicalNode> inlined(LogicalNode node, LogicalNode left, boolean outer) {
    return switch (node) {
      case LogicalValues values when values.rows().size() == 1 -> {
        List<Assignment> constants = new ArrayList<>();
        for (int i = 0; i < values.columns().size(); i++) {
          constants.add(new Assignment(values.columns().get(i), values.rows().getFirst().get(i)));
        }
        yield Optional.of(LogicalProject.extend(left, constants));
      }
      case LogicalProject project ->
          inlined(project.input(), left, outer)
              .map(input -> above(input, left, project.assignments()));
      case LogicalFilter filter when !outer ->
          inlined(filter.input(), left, false)
              .map(input -> LogicalFilter.of(input, filter.conjuncts()));
      case LogicalUnnest unnest ->
          inlined(unnest.input(), left, outer)
              .map(
                  input ->
                      new LogicalUnnest(
                          input,
                          unnest.arrays(),
                          unnest.expandRows(),
                          unnest.withOrdinality(),
                          outer || unnest.outer(),
                          unnest.produced()));
      default -> Optional.empty();
    };
  }
}
