package io.thalweg.planner.stream;

import io.thalweg.core.connector.Table;
import java.util.Map;
import java.util.Optional;

/// The tables that get late rows, as a statement's option says. Immutable.
///
/// @param single for whatever one table with a watermark the query reads
/// @param byName otherwise, by the full names of the tables that are read
public record LateRowTables(Optional<Table> single, Map<String, Table> byName) {
  /// The option of `WITH (…)`.
  public static final String OPTION = "late_rows";

  /// Late rows go nowhere.
  public static final LateRowTables NONE = new LateRowTables(Optional.empty(), Map.of());

  public LateRowTables {
    byName = Map.copyOf(byName);
  }

  /// @param only whether no other table with a watermark is read
  Optional<Table> of(String name, boolean only) {
    Optional<Table> own = Optional.ofNullable(byName.get(name));
    return own.isPresent() || !only ? own : single;
  }
}
