package io.thalweg.planner.statistics;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.planner.logical.LogicalJoin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Estimates joins.
public final class JoinEstimate {
  private JoinEstimate() {}

  /// The columns of an equality between two inputs.
  public record Pair(int left, int right) {}

  static Estimate of(Estimate left, Estimate right, LogicalJoin join) {
    List<Pair> pairs = new ArrayList<>();
    List<Expression> others = new ArrayList<>();
    for (Expression conjunct : join.on()) {
      Pair pair = pair(conjunct, left, right);
      if (pair == null) {
        others.add(conjunct);
      } else {
        pairs.add(pair);
      }
    }
    double product = left.rows() * right.rows();
    Estimate both = left.and(right, product);
    double matches =
        Math.max(1, product * selectivity(left, right, pairs) * new Selectivity(both).of(others));
    return switch (join.type()) {
      case INNER -> both.withRows(matches).withDistinct(common(left, right, pairs, true));
      case LEFT -> both.withRows(Math.max(left.rows(), matches));
      case RIGHT -> both.withRows(Math.max(right.rows(), matches));
      case FULL -> both.withRows(Math.max(left.rows() + right.rows(), matches));
      case SEMI ->
          left.withRows(Math.max(1, left.rows() * matched(left, right, pairs)))
              .withDistinct(common(left, right, pairs, false));
      case ANTI, NULL_AWARE_ANTI ->
          left.withRows(Math.max(1, left.rows() * Math.max(0.1, 1 - matched(left, right, pairs))));
      case RIGHT_SEMI, RIGHT_ANTI -> right;
    };
  }

  private static @org.jspecify.annotations.Nullable Pair pair(
      Expression conjunct, Estimate left, Estimate right) {
    if (!(conjunct instanceof Call call)
        || !(call.function().equals("eq") || call.function().equals("is_not_distinct_from"))
        || !(call.children().get(0) instanceof ColumnRef a)
        || !(call.children().get(1) instanceof ColumnRef b)) {
      return null;
    }
    boolean turned =
        left.columns().containsKey(b.index()) || right.columns().containsKey(a.index());
    return turned ? new Pair(b.index(), a.index()) : new Pair(a.index(), b.index());
  }

  /// What equal columns have at most: the values of the side that has fewer.
  private static Map<Integer, Double> common(
      Estimate left, Estimate right, List<Pair> pairs, boolean yieldsRight) {
    Map<Integer, Double> most = new HashMap<>();
    for (Pair pair : pairs) {
      double fewer = Math.min(left.distinct(pair.left()), right.distinct(pair.right()));
      most.put(pair.left(), fewer);
      if (yieldsRight) {
        most.put(pair.right(), fewer);
      }
    }
    return most;
  }

  /// The fraction of left rows that find a partner.
  private static double matched(Estimate left, Estimate right, List<Pair> pairs) {
    double fraction = pairs.isEmpty() ? 0.5 : 1;
    for (Pair pair : pairs) {
      fraction = Math.min(fraction, right.distinct(pair.right()) / left.distinct(pair.left()));
    }
    return Math.min(1, fraction);
  }

  /// The fraction of all pairs of rows that equalities keep. Several columns together have at most
  /// as many combinations as their table has rows.
  public static double selectivity(Estimate left, Estimate right, List<Pair> pairs) {
    double leftCombinations = 1;
    double rightCombinations = 1;
    double most = 1;
    for (Pair pair : pairs) {
      double a = left.distinct(pair.left());
      double b = right.distinct(pair.right());
      most = Math.max(most, Math.max(a, b));
      leftCombinations = Math.min(left.rows(), leftCombinations * a);
      rightCombinations = Math.min(right.rows(), rightCombinations * b);
    }
    return 1 / Math.max(most, Math.min(leftCombinations, rightCombinations));
  }
}
