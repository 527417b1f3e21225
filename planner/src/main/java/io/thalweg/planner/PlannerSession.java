package io.thalweg.planner;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableFunction;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What planning one statement may ask of the session it runs in. Implemented by the engine; called
/// by the thread that plans, only while it plans.
public interface PlannerSession {

  /// The catalog with this name: an exact match first, then one that ignores case.
  Optional<Catalog> catalog(String name);

  /// All catalogs' names, for suggestions.
  List<String> catalogNames();

  /// Where unqualified names are looked up, the current schema first.
  List<SchemaPath> searchPath();

  /// The view with this name, found as tables are.
  Optional<ViewDefinition> view(SchemaPath schema, String name);

  /// The views' names, for suggestions.
  List<String> viewNames(SchemaPath schema);

  /// A function usable in FROM, by its name in lower case.
  Optional<TableFunction> tableFunction(String name);

  /// The table functions' names, for suggestions.
  List<String> tableFunctionNames();

  /// The table that the string literal in `FROM 'data/*.parquet'` means.
  ///
  /// @throws io.thalweg.core.error.ThalwegException FILE_NOT_FOUND and others of its kind
  Table fileTable(String path);

  /// What `now()` and `current_date` mean for the whole statement.
  Instant now();

  /// The zone in which `current_date` and timestamps with time zone are seen.
  ZoneId timeZone();

  /// The user's name, for `current_user`.
  String user();

  /// How many rows a `?` of LIMIT or OFFSET stands for.
  ///
  /// @param parameter counted from 0
  /// @return empty when no value is known yet, or the value is NULL: nothing is limited or skipped
  default OptionalLong count(int parameter) {
    return OptionalLong.empty();
  }

  /// What steers planning; part of the plan cache's key.
  PlannerOptions options();

  /// [#options] where what WITH says of a job or view goes before the session's settings.
  ///
  /// @param with keys in lower case; those that are no settings are left alone
  /// @throws io.thalweg.core.error.ThalwegException INVALID_ARGUMENT for a value that does not fit
  default PlannerOptions options(Map<String, String> with) {
    return options();
  }
}
