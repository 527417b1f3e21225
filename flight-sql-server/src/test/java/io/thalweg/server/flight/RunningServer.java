package io.thalweg.server.flight;

import io.thalweg.core.port.Clock;
import io.thalweg.server.ThalwegServer;
import io.thalweg.server.engine.Engine;
import io.thalweg.server.engine.EngineConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.apache.arrow.flight.Location;

/// A server on a free port, and ways to connect to it.
final class RunningServer implements AutoCloseable {
  private static final long MEMORY = 1L << 30;

  private final ThalwegServer server =
      ThalwegServer.start(new EngineConfig(MEMORY, 2, Clock.SYSTEM), "127.0.0.1", 0);

  /// The ways to the engine that JDBC has.
  enum Driver {
    EMBEDDED("jdbc:thalweg:"),
    OWN("jdbc:thalweg://127.0.0.1:%d"),
    OFFICIAL("jdbc:arrow-flight-sql://127.0.0.1:%d?useEncryption=false");

    private final String url;

    Driver(String url) {
      this.url = url;
    }
  }

  Connection connect(Driver driver) throws SQLException {
    return DriverManager.getConnection(driver.url.replace("%d", Integer.toString(port())));
  }

  int port() {
    return server.port();
  }

  Location location() {
    return Location.forGrpcInsecure("127.0.0.1", port());
  }

  Engine engine() {
    return server.engine();
  }

  ThalwegServer server() {
    return server;
  }

  /// Waits until no query runs and no memory is reserved; the test's timeout ends the wait.
  void awaitIdle() throws InterruptedException {
    while (engine().memory().usedBytes() != 0 || !engine().queries().all().isEmpty()) {
      Thread.sleep(5);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
