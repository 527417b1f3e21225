package io.thalweg.core.plan;

import java.util.List;

/// Validation shared by the plan records.
final class Checks {
  private Checks() {}

  static void that(boolean condition, String rule) {
    if (!condition) {
      throw new IllegalArgumentException(rule);
    }
  }

  /// Every ordinal names a column of a row of `width` columns.
  static void columns(List<Integer> ordinals, int width) {
    for (int ordinal : ordinals) {
      that(ordinal >= 0 && ordinal < width, "column " + ordinal + " of " + width);
    }
  }

  static void keys(List<SortKey> keys, int width) {
    columns(keys.stream().map(SortKey::column).toList(), width);
  }
}
