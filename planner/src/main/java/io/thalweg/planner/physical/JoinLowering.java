package io.thalweg.planner.physical;

import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.plan.HashJoin;
import io.thalweg.core.plan.HashJoin.RuntimeFilterSource;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.NestedLoopJoin;
import io.thalweg.core.plan.TemporalJoin;
import io.thalweg.planner.logical.Assignment;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.physical.Lowered.Spread;
import io.thalweg.planner.rewrite.BuildSides;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Lowers one join: a hash join when there is an equality, otherwise a nested loop. Used once.
///
/// The tasks of a fragment share one table of right rows, so the right side is part of the left
/// side's fragment whenever both run in several tasks, and no row has to move.
final class JoinLowering {
  /// A single-task probe side is spread over tasks when its build side is larger than this.
  private static final double MOST_GATHERED_ROWS = 50_000;

  private final Lowering lowering;
  private final LogicalJoin join;
  private final double rows;
  private final List<Pair> pairs = new ArrayList<>();
  private final List<Expression> residual = new ArrayList<>();

  JoinLowering(Lowering lowering, LogicalJoin join, double rows) {
    this.lowering = lowering;
    this.join = turned(lowering, join);
    this.rows = rows;
  }

  /// SEMI and ANTI with the small left side built and the large right side probing, where its scans
  /// profit from runtime filters.
  private static LogicalJoin turned(Lowering lowering, LogicalJoin join) {
    if (!lowering.options().optimize()
        || lowering.stream() != null
        || !BuildSides.isTurned(join, lowering.estimates())) {
      return join;
    }
    JoinType type = join.type() == JoinType.SEMI ? JoinType.RIGHT_SEMI : JoinType.RIGHT_ANTI;
    LogicalNode probe = join.right();
    LogicalNode build = join.left();
    return new LogicalJoin(probe, build, type, join.on());
  }

  /// An equality between the sides.
  private record Pair(Expression left, Expression right, boolean nullSafe) {}

  Lowered lower() {
    BitSet leftIds = Column.ids(join.left().columns());
    BitSet rightIds = Column.ids(join.right().columns());
    for (Expression conjunct : join.on()) {
      pair(conjunct, leftIds, rightIds)
          .filter(pair -> !(pair.nullSafe() && join.isTemporal()))
          .ifPresentOrElse(pairs::add, () -> residual.add(conjunct));
    }
    List<RuntimeFilterSource> filters =
        lowering.stream() == null && !join.isTemporal()
            ? new RuntimeFilterPlan(lowering, join)
                .sources(keyColumns(Pair::left), keyColumns(Pair::right))
            : List.of();
    Lowered left = lowering.lower(join.left());
    Lowered right = lowering.lower(join.right());
    if (join.isTemporal()) {
      return temporal(left, right);
    }
    return pairs.isEmpty() ? nestedLoop(left, right) : hash(left, right, filters);
  }

  /// Rows and versions with equal keys in one task. The times are the last of the computed keys.
  private Lowered temporal(Lowered left, Lowered right) {
    Call condition = (Call) residual.stream().filter(LogicalJoin::isAsOf).findFirst().orElseThrow();
    residual.remove(condition);
    Call asOf = AsOfSides.leftFirst(condition, join);
    List<Expression> leftSide = new ArrayList<>(pairs.stream().map(Pair::left).toList());
    List<Expression> rightSide = new ArrayList<>(pairs.stream().map(Pair::right).toList());
    leftSide.add(asOf.children().get(0));
    rightSide.add(asOf.children().get(1));
    List<Column> leftKeys = new ArrayList<>();
    List<Column> rightKeys = new ArrayList<>();
    Lowered rows = keys(left, leftSide, leftKeys);
    Lowered versions = keys(right, rightSide, rightKeys);
    int times = pairs.size();
    List<Integer> leftIds = leftKeys.stream().map(Column::id).toList();
    List<Integer> rightIds = rightKeys.stream().map(Column::id).toList();
    if (times == 0) {
      rows = lowering.fragments().gather(rows, List.of());
      versions = lowering.fragments().gather(versions, List.of());
    } else if (rows.isParallel() || versions.isParallel()) {
      rows = lowering.hashed(rows, leftIds.subList(0, times));
      versions = lowering.hashed(versions, rightIds.subList(0, times));
    }
    Lowered both = new Lowered(rows.node(), both(rows, versions), rows.spread(), this.rows);
    List<Column> output = output(rows, versions);
    TemporalJoin node =
        new TemporalJoin(
            lowering.nextNode(),
            rows.node(),
            versions.node(),
            join.type(),
            rows.ordinals(leftIds.subList(0, times)),
            versions.ordinals(rightIds.subList(0, times)),
            rows.ordinal(leftIds.getLast()),
            versions.ordinal(rightIds.getLast()),
            LogicalJoin.nearest(asOf),
            residual.isEmpty() ? Optional.empty() : Optional.of(both.bind(And.of(residual))),
            Column.schema(output));
    return new Lowered(node, output, rows.spread(), this.rows);
  }

  /// Per key, the id of one side's column; -1 when the key is computed or matches NULLs.
  private List<Integer> keyColumns(Function<Pair, Expression> side) {
    return pairs.stream()
        .map(
            pair ->
                side.apply(pair) instanceof ColumnRef ref && !pair.nullSafe() ? ref.index() : -1)
        .toList();
  }

  private Optional<Pair> pair(Expression conjunct, BitSet leftIds, BitSet rightIds) {
    if (!(conjunct instanceof Call call)
        || !(call.function().equals("eq") || call.function().equals("is_not_distinct_from"))) {
      return Optional.empty();
    }
    boolean nullSafe = !call.function().equals("eq");
    Expression first = call.children().get(0);
    Expression second = call.children().get(1);
    if (join.type() == JoinType.NULL_AWARE_ANTI) {
      // The value that is looked for may be a constant.
      boolean turned = reads(first, rightIds) && !reads(second, rightIds);
      return Optional.of(
          turned ? new Pair(second, first, nullSafe) : new Pair(first, second, nullSafe));
    }
    if (reads(first, leftIds) && reads(second, rightIds)) {
      return Optional.of(new Pair(first, second, nullSafe));
    }
    return reads(first, rightIds) && reads(second, leftIds)
        ? Optional.of(new Pair(second, first, nullSafe))
        : Optional.empty();
  }

  private static boolean reads(Expression expression, BitSet ids) {
    BitSet read = Expressions.columns(expression);
    if (read.isEmpty()) {
      return false;
    }
    read.andNot(ids);
    return read.isEmpty();
  }

  /// The sides in one fragment: spread over tasks as the left one is.
  private List<Lowered> together(Lowered left, Lowered right) {
    if (lowering.stream() != null) {
      return List.of(
          lowering.fragments().gather(left, List.of()),
          lowering.fragments().gather(right, List.of()));
    }
    if (left.isParallel()) {
      return List.of(left, right.isParallel() ? right : lowering.fragments().spread(right));
    }
    return right.isParallel() && right.rows() > MOST_GATHERED_ROWS
        ? List.of(lowering.fragments().spread(left), right)
        : List.of(left, lowering.fragments().gather(right, List.of()));
  }

  private Lowered nestedLoop(Lowered left, Lowered right) {
    List<Lowered> sides = together(left, right);
    Lowered probe = sides.getFirst();
    Lowered build = sides.getLast();
    List<Column> both = both(probe, build);
    Lowered rowOfBoth = new Lowered(probe.node(), both, probe.spread(), rows);
    List<Column> output = output(probe, build);
    NestedLoopJoin node =
        new NestedLoopJoin(
            lowering.nextNode(),
            probe.node(),
            build.node(),
            join.type(),
            rowOfBoth.bind(And.of(residual)),
            Column.schema(output));
    return new Lowered(node, output, probe.spread(), rows);
  }

  private Lowered hash(Lowered left, Lowered right, List<RuntimeFilterSource> filters) {
    List<Column> leftKeys = new ArrayList<>();
    List<Column> rightKeys = new ArrayList<>();
    // Kept rows of both sides lie where their keys are.
    boolean keyed = lowering.stream() != null && join.type() != JoinType.NULL_AWARE_ANTI;
    List<Lowered> sides = keyed ? List.of(left, right) : together(left, right);
    Lowered probe = keys(sides.getFirst(), pairs.stream().map(Pair::left).toList(), leftKeys);
    Lowered build = keys(sides.getLast(), pairs.stream().map(Pair::right).toList(), rightKeys);
    List<Integer> leftIds = leftKeys.stream().map(Column::id).toList();
    List<Integer> rightIds = rightKeys.stream().map(Column::id).toList();
    if (keyed && (probe.isParallel() || build.isParallel())) {
      probe = lowering.hashed(probe, leftIds);
      build = lowering.hashed(build, rightIds);
    }
    return hash(probe, build, leftIds, rightIds, filters);
  }

  private Lowered hash(
      Lowered probe,
      Lowered build,
      List<Integer> leftIds,
      List<Integer> rightIds,
      List<RuntimeFilterSource> filters) {
    Lowered rowOfBoth = new Lowered(probe.node(), both(probe, build), probe.spread(), rows);
    Optional<Expression> condition =
        residual.isEmpty() ? Optional.empty() : Optional.of(rowOfBoth.bind(And.of(residual)));
    List<Column> output = output(probe, build);
    HashJoin node =
        new HashJoin(
            lowering.nextNode(),
            probe.node(),
            build.node(),
            join.type(),
            probe.ordinals(leftIds),
            build.ordinals(rightIds),
            pairs.stream().map(Pair::nullSafe).toList(),
            condition,
            filters,
            Column.schema(output));
    boolean scattered = join.type().keepsRight() || join.type().yieldsRightOnly();
    Spread spread = scattered ? new Spread(probe.isParallel(), List.of()) : probe.spread();
    return new Lowered(node, output, spread, rows);
  }

  /// The side with a column for each key, whose columns are added to `keys`.
  private Lowered keys(Lowered side, List<Expression> expressions, List<Column> keys) {
    List<Assignment> computed = new ArrayList<>();
    for (Expression expression : expressions) {
      if (expression instanceof ColumnRef ref) {
        keys.add(side.columns().get(side.ordinal(ref.index())));
      } else {
        Column key = lowering.ids().column("key", expression.type(), true);
        computed.add(new Assignment(key, expression));
        keys.add(key);
      }
    }
    if (computed.isEmpty()) {
      return side;
    }
    List<Assignment> all = new ArrayList<>(side.columns().stream().map(Assignment::pass).toList());
    all.addAll(computed);
    return lowering.assign(side, all);
  }

  private static List<Column> both(Lowered left, Lowered right) {
    List<Column> both = new ArrayList<>(left.columns());
    both.addAll(right.columns());
    return both;
  }

  private List<Column> output(Lowered left, Lowered right) {
    List<Column> columns = new ArrayList<>();
    for (Column column : join.type().yieldsRightOnly() ? List.<Column>of() : left.columns()) {
      columns.add(join.type().keepsRight() ? column.asNullable() : column);
    }
    if (!join.type().yieldsLeftOnly()) {
      for (Column column : right.columns()) {
        columns.add(join.type().keepsLeft() ? column.asNullable() : column);
      }
    }
    return columns;
  }
}
