package io.thalweg.planner;

import java.util.List;

/// A stored query.
///
/// @param sql the query's text
/// @param columns names that replace the query's own; empty: keep those
/// @param path where unqualified names in the text are looked up: the path at its creation
public record ViewDefinition(String sql, List<String> columns, List<SchemaPath> path) {
  public ViewDefinition {
    columns = List.copyOf(columns);
    path = List.copyOf(path);
  }
}
