package io.thalweg.core.connector;

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
  Catalog createCatalog(String catalogName, Map<String, String> config);

  /// Functions usable in FROM, for example `read_csv`.
  default List<TableFunction> tableFunctions() {
    return List.of();
  }
}
