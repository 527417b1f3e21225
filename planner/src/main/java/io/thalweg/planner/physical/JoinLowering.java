package io.thalweg.planner.physical;

import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.plan.Distribution;
import io.thalweg.core.plan.HashJoin;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.NestedLoopJoin;
import io.thalweg.planner.logical.Assignment;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.physical.Lowered.Spread;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Lowers one join: a hash join when there is an equality, otherwise a nested loop. Used once.
final class JoinLowering {
  /// A build side up to this many rows is cheaper to copy to every task than to split both sides.
  private static final double MOST_BROADCAST_ROWS = 2_000_000;

  private final Lowering lowering;
  private final LogicalJoin join;
  private final double rows;
  private final List<Pair> pairs = new ArrayList<>();
  private final List<Expression> residual = new ArrayList<>();

  JoinLowering(Lowering lowering, LogicalJoin join, double rows) {
    this.lowering = lowering;
    this.join = join;
    this.rows = rows;
  }

  /// An equality between the sides.
  private record Pair(Expression left, Expression right, boolean nullSafe) {}

  Lowered lower() {
    BitSet leftIds = Column.ids(join.left().columns());
    BitSet rightIds = Column.ids(join.right().columns());
    for (Expression conjunct : join.on()) {
      pair(conjunct, leftIds, rightIds)
          .ifPresentOrElse(pairs::add, () -> residual.add(conjunct));
    }
    Lowered left = lowering.lower(join.left());
    Lowered right = lowering.lower(join.right());
    return pairs.isEmpty() ? nestedLoop(left, right) : hash(left, right);
  }

  private Optional<Pair> pair(Expression conjunct, BitSet leftIds, BitSet rightIds) {
    if (!(conjunct instanceof Call call)
        || !(call.function().equals("eq") || call.function().equals("is_not_distinct_from"))) {
      return Optional.empty();
    }
    boolean nullSafe = !call.function().equals("eq");
    Expression first = call.children().get(0);
    Expression second = call.children().get(1);
    if (join.type() == JoinType.NULL_AWARE_ANTI
        || (reads(first, leftIds) && reads(second, rightIds))) {
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

  private Lowered nestedLoop(Lowered left, Lowered right) {
    boolean broadcast = left.isParallel() && !join.type().keepsRight();
    Lowered probe = broadcast ? left : lowering.fragments().gather(left, List.of());
    Lowered build =
        broadcast
            ? lowering.fragments().exchange(right, new Distribution.Broadcast())
            : lowering.fragments().gather(right, List.of());
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

  private Lowered hash(Lowered left, Lowered right) {
    List<Column> leftKeys = new ArrayList<>();
    List<Column> rightKeys = new ArrayList<>();
    Lowered probe = keys(left, pairs.stream().map(Pair::left).toList(), leftKeys);
    Lowered build = keys(right, pairs.stream().map(Pair::right).toList(), rightKeys);
    List<Integer> leftIds = leftKeys.stream().map(Column::id).toList();
    List<Integer> rightIds = rightKeys.stream().map(Column::id).toList();
    if (probe.isParallel() || build.isParallel()) {
      if (isBroadcast(probe, build)) {
        build = lowering.fragments().exchange(build, new Distribution.Broadcast());
      } else if (join.type() == JoinType.NULL_AWARE_ANTI || !probe.isParallel()) {
        probe = lowering.fragments().gather(probe, List.of());
        build = lowering.fragments().gather(build, List.of());
      } else {
        probe = lowering.fragments().hash(probe, leftIds);
        build = lowering.fragments().hash(build, rightIds);
      }
    }
    return hash(probe, build, leftIds, rightIds);
  }

  private boolean isBroadcast(Lowered probe, Lowered build) {
    if (!probe.isParallel() || join.type().keepsRight()) {
      return false;
    }
    return join.type() == JoinType.NULL_AWARE_ANTI
        || !build.isParallel()
        || build.rows() <= MOST_BROADCAST_ROWS
        || build.rows() * lowering.options().parallelism() <= probe.rows();
  }

  private Lowered hash(
      Lowered probe, Lowered build, List<Integer> leftIds, List<Integer> rightIds) {
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
            List.of(),
            Column.schema(output));
    Spread spread =
        join.type().keepsRight() ? new Spread(probe.isParallel(), List.of()) : probe.spread();
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
    for (Column column : left.columns()) {
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
