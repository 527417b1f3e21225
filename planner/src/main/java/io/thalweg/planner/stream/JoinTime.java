package io.thalweg.planner.stream;

import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.plan.HashJoin;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.NestedLoopJoin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Event time in a join: which rows of a side can still meet a row of the other, and in which
/// output columns time makes progress.
///
/// Column ordinals are those of left and right rows side by side.
///
/// @param width columns of the left side
record JoinTime(JoinType type, List<TimeOrder> orders, int width, Facts left, Facts right) {
  /// Of a side without later rows.
  private static final Long NONE = Long.MIN_VALUE;

  JoinTime {
    // A single NULL on the right changes every row, whatever its time.
    orders = type == JoinType.NULL_AWARE_ANTI ? List.of() : List.copyOf(orders);
  }

  static JoinTime of(HashJoin join, Facts left, Facts right) {
    List<TimeOrder> orders = new ArrayList<>();
    int width = join.left().schema().size();
    for (int i = 0; i < join.leftKeys().size(); i++) {
      int a = join.leftKeys().get(i);
      int b = join.rightKeys().get(i);
      orders.addAll(
          TimeOrder.equal(
              new ColumnRef(a, join.left().schema().type(a)),
              new ColumnRef(width + b, join.right().schema().type(b))));
    }
    join.residual().ifPresent(condition -> orders.addAll(TimeOrder.of(condition)));
    return new JoinTime(join.type(), orders, width, left, right);
  }

  static JoinTime of(NestedLoopJoin join, Facts left, Facts right) {
    return new JoinTime(
        join.type(), TimeOrder.of(join.condition()), join.left().schema().size(), left, right);
  }

  /// When a row of the left side is over: no later right row can meet it.
  Optional<Expiry> leftExpiry() {
    return right.bounded() ? Optional.empty() : expiry(0, width, width, right);
  }

  Optional<Expiry> rightExpiry() {
    return left.bounded() ? Optional.empty() : expiry(width, Integer.MAX_VALUE, 0, left);
  }

  /// From `own >= other + micros`: later rows of the other side have at least the watermark less
  /// their slack.
  ///
  /// @param from own columns are those from here up to `to`
  /// @param offset of the other side's columns
  private Optional<Expiry> expiry(int from, int to, int offset, Facts other) {
    Optional<Expiry> best = Optional.empty();
    for (TimeOrder order : orders) {
      Long slack = other.slack().get(order.lower() - offset);
      boolean crosses = isIn(order.upper(), from, to) && !isIn(order.lower(), from, to);
      if (!crosses || slack == null) {
        continue;
      }
      Expiry expiry = new Expiry(order.upper() - from, slack + 1 - order.micros());
      if (best.isEmpty() || expiry.lagMicros() < best.get().lagMicros()) {
        best = Optional.of(expiry);
      }
    }
    return best;
  }

  private static boolean isIn(int column, int from, int to) {
    return column >= from && column < to;
  }

  /// The output's slack: over both sides' columns, or those of the side that the join yields.
  Map<Integer, Long> slack() {
    Map<Integer, Long> all = new HashMap<>();
    if (!type.keepsRight() && !type.yieldsRightOnly()) {
      side(0, width, width, left, right).forEach(all::put);
    }
    if (!type.keepsLeft() && !type.yieldsLeftOnly()) {
      int shift = type.yieldsRightOnly() ? width : 0;
      side(width, Integer.MAX_VALUE, 0, right, left)
          .forEach((column, slack) -> all.put(column - shift, slack));
    }
    if (type == JoinType.INNER) {
      orders.forEach(order -> follow(order, all));
    }
    return all;
  }

  /// A pair that is met by a later row has a column at least as late as that row's.
  private static void follow(TimeOrder order, Map<Integer, Long> slack) {
    Long lower = slack.get(order.lower());
    if (lower != null) {
      slack.merge(order.upper(), lower - order.micros(), Math::min);
    }
  }

  /// A change comes from a later row of this side, or from one of the other side that it meets.
  private Map<Integer, Long> side(int from, int to, int offset, Facts own, Facts other) {
    Map<Integer, Long> all = new HashMap<>();
    if (other.bounded()) {
      own.slack().forEach((column, slack) -> all.put(from + column, slack));
      return all;
    }
    for (TimeOrder order : orders) {
      Long others = other.slack().get(order.lower() - offset);
      boolean crosses = isIn(order.upper(), from, to) && !isIn(order.lower(), from, to);
      Long ownSlack = own.bounded() ? NONE : own.slack().get(order.upper() - from);
      if (crosses && others != null && ownSlack != null) {
        all.merge(order.upper(), Math.max(ownSlack, others - order.micros()), Math::min);
      }
    }
    return all;
  }
}
