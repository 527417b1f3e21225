package io.thalweg.connectors.memory;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Connector;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
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
}
