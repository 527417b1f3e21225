package io.thalweg.server.embedded;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.jdbc.ConnectionUrl;
import io.thalweg.jdbc.spi.Backend;
import io.thalweg.jdbc.spi.BackendProvider;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/// Opens sessions of the one engine of this process.
public final class EmbeddedBackendProvider implements BackendProvider {
  @Override
  public Backend open(Properties properties) {
    return Failures.guarded(
        () -> EmbeddedBackend.open(SharedEngine.acquire(directory(properties)), properties));
  }

  private static Optional<Path> directory(Properties properties) {
    String data = properties.getProperty(ConnectionUrl.DATA);
    try {
      return data == null || data.isEmpty() ? Optional.empty() : Optional.of(Path.of(data));
    } catch (InvalidPathException e) {
      throw new ThalwegException(
          ErrorCode.INVALID_CONFIGURATION,
          "'" + data + "' is no directory for data: " + e.getReason());
    }
  }
}
