package io.thalweg.benchmarks.fuzz;

import java.util.List;

/// What expressions may name. Immutable.
///
/// @param keys columns that together tell the rows apart, for total orders; empty when none do
record Scope(List<Visible> columns, List<String> keys) {

  /// A column as queries write it.
  record Visible(String name, Kind kind) {}

  List<Visible> of(Kind kind) {
    return columns.stream().filter(column -> column.kind() == kind).toList();
  }
}
