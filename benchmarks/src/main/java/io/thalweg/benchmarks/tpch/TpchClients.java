package io.thalweg.benchmarks.tpch;

import io.thalweg.server.ThalwegServer;
import io.thalweg.server.engine.EngineConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.arrow.driver.jdbc.ArrowFlightJdbcDriver;
import org.jspecify.annotations.Nullable;

/// The ways to an engine: embedded, and a server of this process through our driver or through the
/// official Flight SQL driver. Used by one thread.
public final class TpchClients implements AutoCloseable {
  private final List<Connection> connections = new ArrayList<>();
  private @Nullable ThalwegServer server;

  /// Connects; the connection is closed with this object.
  ///
  /// @param client embedded, driver or arrow
  public Connection connect(String client) throws SQLException {
    Connection connection =
        switch (client) {
          case "embedded" -> DriverManager.getConnection("jdbc:thalweg:");
          case "driver" -> DriverManager.getConnection("jdbc:thalweg://127.0.0.1:" + port());
          case "arrow" -> arrow();
          default ->
              throw new IllegalArgumentException(
                  "there is no client '" + client + "'; write embedded, driver or arrow");
        };
    connections.add(connection);
    return connection;
  }

  private int port() {
    ThalwegServer running =
        server == null ? ThalwegServer.start(EngineConfig.ofMachine(), "127.0.0.1", 0) : server;
    server = running;
    return running.port();
  }

  private Connection arrow() throws SQLException {
    Properties plain = new Properties();
    plain.put("useEncryption", "false");
    return new ArrowFlightJdbcDriver()
        .connect("jdbc:arrow-flight-sql://127.0.0.1:" + port(), plain);
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections.reversed()) {
      connection.close();
    }
    if (server != null) {
      server.close();
    }
  }
}
