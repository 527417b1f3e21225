package io.thalweg.exec.join;

import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.HashJoin;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.NestedLoopJoin;
import io.thalweg.exec.testing.NaiveExpressions;
import io.thalweg.exec.testing.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Joins rows of Java values by testing every pair: the reference for the operators.
public final class NaiveJoin {
  private NaiveJoin() {}

  public static List<List<@Nullable Object>> rows(
      HashJoin node, List<List<@Nullable Object>> left, List<List<@Nullable Object>> right) {
    boolean notIn = node.type() == JoinType.NULL_AWARE_ANTI;
    return rows(
        notIn ? JoinType.ANTI : node.type(),
        (l, r) ->
            (notIn ? mayBeEqual(node, l, r) : areEqual(node, l, r))
                && node.residual().map(condition -> isTrue(condition, l, r)).orElse(true),
        left,
        right,
        node.left().schema().size(),
        node.right().schema().size());
  }

  public static List<List<@Nullable Object>> rows(
      NestedLoopJoin node, List<List<@Nullable Object>> left, List<List<@Nullable Object>> right) {
    return rows(
        node.type(),
        (l, r) -> isTrue(node.condition(), l, r),
        left,
        right,
        node.left().schema().size(),
        node.right().schema().size());
  }

  private static boolean isTrue(
      Expression condition, List<@Nullable Object> left, List<@Nullable Object> right) {
    return Boolean.TRUE.equals(NaiveExpressions.evaluate(condition, concat(left, right)));
  }

  private static boolean areEqual(
      HashJoin node, List<@Nullable Object> left, List<@Nullable Object> right) {
    for (int i = 0; i < node.leftKeys().size(); i++) {
      Object a = Rows.canonical(left.get(node.leftKeys().get(i)));
      Object b = Rows.canonical(right.get(node.rightKeys().get(i)));
      if (!Objects.equals(a, b) || (a == null && !node.nullSafe().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean mayBeEqual(
      HashJoin node, List<@Nullable Object> left, List<@Nullable Object> right) {
    for (int i = 0; i < node.leftKeys().size(); i++) {
      Object a = Rows.canonical(left.get(node.leftKeys().get(i)));
      Object b = Rows.canonical(right.get(node.rightKeys().get(i)));
      if (a != null && b != null && !a.equals(b)) {
        return false;
      }
    }
    return true;
  }

  private static List<List<@Nullable Object>> rows(
      JoinType type,
      BiPredicate<List<@Nullable Object>, List<@Nullable Object>> matches,
      List<List<@Nullable Object>> left,
      List<List<@Nullable Object>> right,
      int leftWidth,
      int rightWidth) {
    List<List<@Nullable Object>> result = new ArrayList<>();
    Set<Integer> matchedRight = new HashSet<>();
    for (List<@Nullable Object> l : left) {
      boolean matched = false;
      for (int r = 0; r < right.size(); r++) {
        if (matches.test(l, right.get(r))) {
          matched = true;
          matchedRight.add(r);
          if (!type.yieldsLeftOnly() && !type.yieldsRightOnly()) {
            result.add(concat(l, right.get(r)));
          }
        }
      }
      if (type.yieldsLeftOnly() && matched == (type == JoinType.SEMI)) {
        result.add(l);
      } else if (type.keepsLeft() && !matched) {
        result.add(concat(l, Collections.nCopies(rightWidth, null)));
      }
    }
    for (int r = 0; type.yieldsRightOnly() && r < right.size(); r++) {
      if (matchedRight.contains(r) == (type == JoinType.RIGHT_SEMI)) {
        result.add(right.get(r));
      }
    }
    for (int r = 0; type.keepsRight() && r < right.size(); r++) {
      if (!matchedRight.contains(r)) {
        result.add(concat(Collections.nCopies(leftWidth, null), right.get(r)));
      }
    }
    return result;
  }

  private static List<@Nullable Object> concat(
      List<? extends @Nullable Object> left, List<? extends @Nullable Object> right) {
    List<@Nullable Object> row = new ArrayList<>(left);
    row.addAll(right);
    return row;
  }
}
