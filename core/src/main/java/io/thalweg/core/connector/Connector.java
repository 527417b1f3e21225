package io.thalweg.core.connector;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.List;
import java.util.Map;

/// A kind of data source, found by name when a catalog is configured.
///
/// Thread-safe.
public interface Connector {

  /// The name in configuration and in `WITH (connector = '…')`.
  String name();

  /// Makes a catalog of this kind.
  ///
  /// @param catalogName the name it will be registered under
  /// @param config from the configuration; unknown keys are an INVALID_CONFIGURATION error
  default Catalog createCatalog(String catalogName, Map<String, String> config) {
    throw new ThalwegException(
        ErrorCode.INVALID_CONFIGURATION,
        "catalog '"
            + catalogName
            + "': the connector '"
            + name()
            + "' has no catalog; declare its tables with CREATE TABLE … WITH (connector = '"
            + name()
            + "', …)");
  }

  /// Whether there are catalogs of this kind: the engine makes one, under the connector's name.
  default boolean hasCatalog() {
    return true;
  }

  /// The table that `CREATE TABLE … WITH (connector = '…')` declares. Checks names and options, and
  /// connects to nothing: that is left to the first use.
  ///
  /// Called at the statement, and again with an equal declaration after a restart; both tables then
  /// are the same one to jobs.
  ///
  /// @throws ThalwegException INVALID_ARGUMENT for unknown options (it lists those that exist),
  ///   missing ones and columns that do not fit
  default Table declareTable(TableDeclaration declaration) {
    throw new ThalwegException(
        ErrorCode.FEATURE_NOT_SUPPORTED,
        "the connector '"
            + name()
            + "' cannot stand in WITH (connector = …); its tables are found"
            + " in catalogs");
  }

  /// What it keeps in memory to be faster the next time.
  default List<CacheState> caches() {
    return List.of();
  }

  /// Functions usable in FROM, for example `read_csv`.
  default List<TableFunction> tableFunctions() {
    return List.of();
  }
}
