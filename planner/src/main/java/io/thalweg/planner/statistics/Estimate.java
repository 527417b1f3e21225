package io.thalweg.planner.statistics;

import java.util.HashMap;
import java.util.Map;

/// The estimated output of a node.
///
/// @param columns by id; those not listed are unknown
public record Estimate(double rows, Map<Integer, ColumnEstimate> columns) {
  /// Of rows, when nothing else is known of a column.
  private static final double UNKNOWN_DISTINCT_FRACTION = 0.1;

  public Estimate {
    columns = Map.copyOf(columns);
  }

  /// The different values of a column, at least 1.
  public double distinct(int id) {
    ColumnEstimate column = columns.get(id);
    double distinct = column == null ? rows * UNKNOWN_DISTINCT_FRACTION : column.distinct();
    return Math.max(1, Math.min(distinct, rows));
  }

  Estimate withRows(double newRows) {
    Map<Integer, ColumnEstimate> scaled = new HashMap<>();
    columns.forEach((id, column) -> scaled.put(id, column.atMost(newRows)));
    return new Estimate(newRows, scaled);
  }

  /// The same rows where some columns, by id, have no more different values than said.
  Estimate withDistinct(Map<Integer, Double> most) {
    Map<Integer, ColumnEstimate> changed = new HashMap<>(columns);
    most.forEach(
        (id, distinct) ->
            changed.computeIfPresent(id, (_, column) -> column.atMost(Math.min(rows, distinct))));
    return new Estimate(rows, changed);
  }

  Estimate and(Estimate other, double newRows) {
    Map<Integer, ColumnEstimate> both = new HashMap<>(columns);
    both.putAll(other.columns);
    return new Estimate(newRows, both).withRows(newRows);
  }
}
