package io.thalweg.exec.join.temporal;

import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.TemporalJoin;
import io.thalweg.exec.testing.NaiveExpressions;
import io.thalweg.exec.testing.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Looks at every version for every left row: the reference for the operator.
public final class NaiveTemporalJoin {
  private NaiveTemporalJoin() {}

  public static List<List<@Nullable Object>> rows(
      TemporalJoin node, List<List<@Nullable Object>> left, List<List<@Nullable Object>> right) {
    List<List<@Nullable Object>> result = new ArrayList<>();
    for (List<@Nullable Object> row : left) {
      List<@Nullable Object> best = null;
      for (List<@Nullable Object> version : right) {
        if (comesIntoQuestion(node, row, version)
            && (best == null || isNearer(node, version, best))) {
          best = version;
        }
      }
      List<@Nullable Object> pair = new ArrayList<>(row);
      if (best != null && passes(node, row, best)) {
        pair.addAll(best);
        result.add(pair);
      } else if (node.type() == JoinType.LEFT) {
        pair.addAll(Collections.nCopies(node.right().schema().size(), null));
        result.add(pair);
      }
    }
    return result;
  }

  private static boolean passes(
      TemporalJoin node, List<@Nullable Object> row, List<@Nullable Object> version) {
    List<@Nullable Object> pair = new ArrayList<>(row);
    pair.addAll(version);
    return node.residual()
        .map(condition -> Boolean.TRUE.equals(NaiveExpressions.evaluate(condition, pair)))
        .orElse(true);
  }

  private static boolean comesIntoQuestion(
      TemporalJoin node, List<@Nullable Object> row, List<@Nullable Object> version) {
    for (int i = 0; i < node.leftKeys().size(); i++) {
      Object key = Rows.canonical(row.get(node.leftKeys().get(i)));
      if (key == null || !key.equals(Rows.canonical(version.get(node.rightKeys().get(i))))) {
        return false;
      }
    }
    Object time = row.get(node.leftTime());
    Object versionTime = version.get(node.rightTime());
    if (time == null || versionTime == null) {
      return false;
    }
    int order = compare(versionTime, time);
    return switch (node.nearest()) {
      case AT_OR_BEFORE -> order <= 0;
      case BEFORE -> order < 0;
      case AT_OR_AFTER -> order >= 0;
      case AFTER -> order > 0;
    };
  }

  private static boolean isNearer(
      TemporalJoin node, List<@Nullable Object> version, List<@Nullable Object> best) {
    int order =
        compare(
            Objects.requireNonNull(version.get(node.rightTime())),
            Objects.requireNonNull(best.get(node.rightTime())));
    if (order != 0) {
      return switch (node.nearest()) {
        case AT_OR_BEFORE, BEFORE -> order > 0;
        case AT_OR_AFTER, AFTER -> order < 0;
      };
    }
    for (int i = 0; i < version.size(); i++) {
      Object own = version.get(i);
      Object other = best.get(i);
      int column =
          own == null || other == null
              ? Boolean.compare(own == null, other == null)
              : compare(own, other);
      if (column != 0) {
        return column > 0;
      }
    }
    return false;
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }
}
