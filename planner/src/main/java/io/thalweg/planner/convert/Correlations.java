package io.thalweg.planner.convert;

import io.thalweg.planner.logical.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of outer queries that a subquery may read, by Calcite's name for them. Immutable.
record Correlations(Map<String, List<Column>> rows) {
  static final Correlations NONE = new Correlations(Map.of());

  Correlations {
    rows = Map.copyOf(rows);
  }

  Correlations with(String name, List<Column> columns) {
    Map<String, List<Column>> more = new HashMap<>(rows);
    more.put(name, columns);
    return new Correlations(more);
  }

  @Nullable List<Column> get(String name) {
    return rows.get(name);
  }
}
