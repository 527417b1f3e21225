package io.thalweg.core.connector;

import io.thalweg.core.plan.SortKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is certain about a table; the planner may rely on it.
///
/// @param bounded whether reading it once ends: what is there at the start, where more may come
/// @param uniqueKeys sets of column ordinals without a repeated combination
/// @param ordering the order of rows within each split; empty when there is none
/// @param appendOnly no row is ever retracted
/// @param watermark how event time makes progress, where one is declared
public record TableFacts(
    boolean bounded,
    List<Set<Integer>> uniqueKeys,
    List<SortKey> ordering,
    boolean appendOnly,
    Optional<WatermarkSpec> watermark) {
  public static final TableFacts BOUNDED =
      new TableFacts(true, List.of(), List.of(), true, Optional.empty());

  public TableFacts {
    uniqueKeys = List.copyOf(uniqueKeys);
    ordering = List.copyOf(ordering);
  }
}
