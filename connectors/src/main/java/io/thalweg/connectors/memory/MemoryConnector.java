package io.thalweg.connectors.memory;

import io.thalweg.connectors.options.Options;
import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Connector;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableDeclaration;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.List;
import java.util.Map;

/// Makes catalogs of tables that live as long as the process. Thread-safe.
public final class MemoryConnector implements Connector {

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Catalog createCatalog(String catalogName, Map<String, String> config) {
    if (!config.isEmpty()) {
      throw new ThalwegException(
          ErrorCode.INVALID_CONFIGURATION,
          "catalog '"
              + catalogName
              + "': the memory connector has no settings, remove "
              + config.keySet());
    }
    return new MemoryCatalog(catalogName);
  }

  /// A table with a watermark; empty, also when it is declared again after a restart.
  @Override
  public Table declareTable(TableDeclaration declaration) {
    Options.checked("connector 'memory'", declaration.options(), List.of());
    return new DeclaredMemoryTable(declaration);
  }
}
