package io.thalweg.connectors.files;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Connector;
import io.thalweg.core.connector.TableFunction;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Files as tables: `FROM 'data/*.parquet'` and `read_csv('…')`. Thread-safe.
///
/// Its catalog has no names of its own; it finds again the tables that the functions made.
public final class FilesConnector implements Connector {
  /// The name of the connector, and of the catalog in handles of its tables.
  public static final String NAME = "files";

  private final FileReading reading = new FileReading();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Catalog createCatalog(String catalogName, Map<String, String> config) {
    if (!config.isEmpty()) {
      throw new ThalwegException(
          ErrorCode.INVALID_CONFIGURATION,
          "catalog '"
              + catalogName
              + "': the files connector has no settings, remove "
              + config.keySet());
    }
    return new FilesCatalog(catalogName, reading);
  }

  @Override
  public List<TableFunction> tableFunctions() {
    List<TableFunction> functions = new ArrayList<>();
    functions.add(new ReadFunction(reading, null));
    FileFormats.sources().forEach(format -> functions.add(new ReadFunction(reading, format)));
    return functions;
  }
}
