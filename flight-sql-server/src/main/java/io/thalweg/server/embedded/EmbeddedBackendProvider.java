package io.thalweg.server.embedded;

import io.thalweg.jdbc.spi.Backend;
import io.thalweg.jdbc.spi.BackendProvider;
import java.util.Properties;

/// Opens sessions of the one engine of this process.
public final class EmbeddedBackendProvider implements BackendProvider {
  @Override
  public Backend open(Properties properties) {
    return Failures.guarded(() -> EmbeddedBackend.open(SharedEngine.acquire(), properties));
  }
}
