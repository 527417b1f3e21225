package io.thalweg.jdbc;

import io.thalweg.jdbc.flight.FlightBackend;
import io.thalweg.jdbc.spi.Backend;
import io.thalweg.jdbc.spi.BackendProvider;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The driver that `java.sql.DriverManager` finds.
///
/// - `jdbc:thalweg:` the engine in this process (Java 25, Thalweg on the class path);
/// - `jdbc:thalweg://host:port[/catalog][?name=value&…]` a server over Flight SQL.
public final class ThalwegDriver implements Driver {
  static {
    try {
      DriverManager.registerDriver(new ThalwegDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public @Nullable Connection connect(String url, Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    ConnectionUrl target = ConnectionUrl.parse(url, info);
    try {
      Backend backend = target.isEmbedded() ? embedded(target) : FlightBackend.connect(target);
      return new ThalwegConnection(backend, url, target.user());
    } catch (RuntimeException e) {
      throw ThalwegSqlException.of(e);
    }
  }

  private static Backend embedded(ConnectionUrl target) throws SQLException {
    BackendProvider provider =
        ServiceLoader.load(BackendProvider.class, ThalwegDriver.class.getClassLoader())
            .findFirst()
            .orElseThrow(
                () ->
                    new ThalwegSqlException(
                        "CONNECTION_FAILED",
                        "08001",
                        "the embedded engine is not on the class path; add Thalweg's jars and run"
                            + " Java 25, or connect to a server with jdbc:thalweg://host:port",
                        null));
    return provider.open(target.properties());
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith(ConnectionUrl.PREFIX);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return ConnectionUrl.describe();
  }

  @Override
  public int getMajorVersion() {
    return 0;
  }

  @Override
  public int getMinorVersion() {
    return 1;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("io.thalweg.jdbc");
  }
}
