package io.thalweg.jdbc.spi;

import java.util.Properties;

/// Opens sessions of the engine in this process; found through `java.util.ServiceLoader`.
public interface BackendProvider {

  /// @param properties the connection's properties and URL parameters
  Backend open(Properties properties);
}
