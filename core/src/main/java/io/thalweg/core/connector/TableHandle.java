package io.thalweg.core.connector;

import java.util.Map;

/// Names one version of one table; plain data, so that plans can travel.
///
/// @param catalog the name the catalog is registered under
/// @param properties what the connector needs to find the same table again on any node, for example
///   a snapshot's version or a glob; never secrets
public record TableHandle(
    String catalog, String schema, String table, Map<String, String> properties) {
  public TableHandle {
    properties = Map.copyOf(properties);
  }

  @Override
  public String toString() {
    return schema.isEmpty() ? table : catalog + "." + schema + "." + table;
  }
}
