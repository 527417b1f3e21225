package io.thalweg.connectors.tpch;

import io.thalweg.core.connector.Catalog;
import io.thalweg.core.connector.Connector;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.Map;

/// Makes catalogs of generated TPC-H tables. Thread-safe.
public final class TpchConnector implements Connector {

  @Override
  public String name() {
    return "tpch";
  }

  @Override
  public Catalog createCatalog(String catalogName, Map<String, String> config) {
    if (!config.isEmpty()) {
      throw new ThalwegException(
          ErrorCode.INVALID_CONFIGURATION,
          "catalog '"
              + catalogName
              + "': the tpch connector has no settings, remove "
              + config.keySet());
    }
    return new TpchCatalog(catalogName);
  }
}
