package io.thalweg.exec.naive;

import io.thalweg.core.plan.HashJoin;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.NestedLoopJoin;
import io.thalweg.exec.testing.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Joins by looking at every pair of rows.
public final class NaiveJoins {
  private NaiveJoins() {}

  public static List<List<@Nullable Object>> nestedLoop(
      NestedLoopJoin node, List<List<@Nullable Object>> left, List<List<@Nullable Object>> right) {
    return join(
        node.type(),
        (l, r) -> NaiveExecutor.isTrue(node.condition(), concat(l, r)),
        left,
        right,
        node.left().schema().size(),
        node.right().schema().size());
  }

  public static List<List<@Nullable Object>> hash(
      HashJoin node, List<List<@Nullable Object>> left, List<List<@Nullable Object>> right) {
    if (node.type() == JoinType.NULL_AWARE_ANTI) {
      return notIn(node, left, right);
    }
    return join(
        node.type(),
        (l, r) -> keysMatch(node, l, r) && residual(node, l, r),
        left,
        right,
        node.left().schema().size(),
        node.right().schema().size());
  }

  private static boolean keysMatch(
      HashJoin node, List<@Nullable Object> left, List<@Nullable Object> right) {
    for (int i = 0; i < node.leftKeys().size(); i++) {
      Object l = Rows.canonical(left.get(node.leftKeys().get(i)));
      Object r = Rows.canonical(right.get(node.rightKeys().get(i)));
      boolean bothThere = l != null && r != null;
      if (!Objects.equals(l, r) || (!bothThere && !node.nullSafe().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean residual(
      HashJoin node, List<@Nullable Object> left, List<@Nullable Object> right) {
    return node.residual().isEmpty()
        || NaiveExecutor.isTrue(node.residual().get(), concat(left, right));
  }

  /// `x NOT IN (rows)` for one key: a left row stays when the comparison with every right row is
  /// false, not unknown. A residual restricts which right rows are looked at.
  private static List<List<@Nullable Object>> notIn(
      HashJoin node, List<List<@Nullable Object>> left, List<List<@Nullable Object>> right) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> l : left) {
      Object key = Rows.canonical(l.get(node.leftKeys().getFirst()));
      boolean stays = true;
      for (List<@Nullable Object> r : right) {
        Object other = Rows.canonical(r.get(node.rightKeys().getFirst()));
        boolean isFalse = key != null && other != null && !key.equals(other);
        stays &= isFalse || !residual(node, l, r);
      }
      if (stays) {
        rows.add(l);
      }
    }
    return rows;
  }

  private static List<List<@Nullable Object>> join(
      JoinType type,
      BiPredicate<List<@Nullable Object>, List<@Nullable Object>> matches,
      List<List<@Nullable Object>> left,
      List<List<@Nullable Object>> right,
      int leftWidth,
      int rightWidth) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    boolean[] rightMatched = new boolean[right.size()];
    for (List<@Nullable Object> l : left) {
      boolean matched = false;
      for (int i = 0; i < right.size(); i++) {
        if (matches.test(l, right.get(i))) {
          matched = true;
          rightMatched[i] = true;
          if (!type.yieldsLeftOnly() && !type.yieldsRightOnly()) {
            rows.add(concat(l, right.get(i)));
          }
        }
      }
      if (type.yieldsLeftOnly() && matched == (type == JoinType.SEMI)) {
        rows.add(l);
      } else if (!matched && type.keepsLeft()) {
        rows.add(concat(l, Collections.nCopies(rightWidth, null)));
      }
    }
    for (int i = 0; i < right.size(); i++) {
      if (type.yieldsRightOnly() && rightMatched[i] == (type == JoinType.RIGHT_SEMI)) {
        rows.add(right.get(i));
      }
      if (type.keepsRight() && !rightMatched[i]) {
        rows.add(concat(Collections.nCopies(leftWidth, null), right.get(i)));
      }
    }
    return rows;
  }

  private static List<@Nullable Object> concat(
      List<? extends @Nullable Object> left, List<? extends @Nullable Object> right) {
    List<@Nullable Object> row = new ArrayList<>(left);
    row.addAll(right);
    return row;
  }
}
