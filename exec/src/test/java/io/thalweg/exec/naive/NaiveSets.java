package io.thalweg.exec.naive;

import io.thalweg.core.plan.SetOperation;
import io.thalweg.exec.testing.Rows;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// INTERSECT and EXCEPT by taking rows out of a list.
public final class NaiveSets {
  private NaiveSets() {}

  public static List<List<@Nullable Object>> rows(
      SetOperation node, List<List<@Nullable Object>> left, List<List<@Nullable Object>> right) {
    boolean intersect = node.kind() == SetOperation.Kind.INTERSECT;
    List<List<@Nullable Object>> others = new ArrayList<>(Rows.canonical(right));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : candidates(node, left)) {
      boolean found = node.all() ? others.remove(row) : others.contains(row);
      if (found == intersect) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<List<@Nullable Object>> candidates(
      SetOperation node, List<List<@Nullable Object>> left) {
    List<List<@Nullable Object>> rows = Rows.canonical(left);
    return node.all() ? rows : new ArrayList<>(new LinkedHashSet<>(rows));
  }
}
