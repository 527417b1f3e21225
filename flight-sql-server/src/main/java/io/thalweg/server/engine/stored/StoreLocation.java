package io.thalweg.server.engine.stored;

import io.thalweg.connectors.objectstore.CheckpointStores;
import io.thalweg.core.port.CheckpointStore;
import java.util.Map;

/// Where checkpoints go when not to the data directory. Holds no secrets: those come from the
/// environment.
///
/// @param location `s3://bucket/prefix` or `file:/directory`
/// @param options of that kind of store
public record StoreLocation(String location, Map<String, String> options) {
  public StoreLocation {
    options = Map.copyOf(options);
  }

  /// @throws io.thalweg.core.error.ThalwegException INVALID_CONFIGURATION
  CheckpointStore open() {
    return CheckpointStores.open(location, options);
  }
}
