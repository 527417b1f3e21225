package io.thalweg.core.connector;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What is known of a table's rows, for the planner. Estimates unless a fact says otherwise.
///
/// @param rowCount rows, when known
/// @param columns by column ordinal, only those that are known
public record TableStatistics(OptionalDouble rowCount, Map<Integer, ColumnStatistics> columns) {
  public static final TableStatistics UNKNOWN =
      new TableStatistics(OptionalDouble.empty(), Map.of());

  public TableStatistics {
    columns = Map.copyOf(columns);
  }

  public Optional<ColumnStatistics> column(int ordinal) {
    return Optional.ofNullable(columns.get(ordinal));
  }
}
