package io.thalweg.server;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.server.engine.Engine;
import io.thalweg.server.engine.EngineConfig;
import io.thalweg.server.flight.FlightEndpointServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/// An engine behind Arrow Flight SQL. Thread-safe.
public final class ThalwegServer implements AutoCloseable {
  private static final long DRAIN_STEP_MILLIS = 20;

  private final Engine engine;
  private final FlightEndpointServer endpoint;

  private ThalwegServer(Engine engine, FlightEndpointServer endpoint) {
    this.engine = engine;
    this.endpoint = endpoint;
  }

  /// Starts a server; clients can connect when it returns.
  ///
  /// @param host a loopback address, because there is no authentication
  /// @param port 0 for any free one
  /// @throws ThalwegException INVALID_CONFIGURATION when it cannot listen there
  public static ThalwegServer start(EngineConfig config, String host, int port) {
    requireLoopback(host);
    Engine engine = Engines.create(config);
    try {
      return new ThalwegServer(engine, FlightEndpointServer.start(engine, host, port));
    } catch (IOException e) {
      engine.close();
      throw new ThalwegException(
          ErrorCode.INVALID_CONFIGURATION,
          "cannot listen on " + host + ":" + port + "; choose another port with --port",
          e);
    }
  }

  private static void requireLoopback(String host) {
    try {
      if (InetAddress.getByName(host).isLoopbackAddress()) {
        return;
      }
    } catch (UnknownHostException e) {
      throw new ThalwegException(
          ErrorCode.INVALID_CONFIGURATION, "the host '" + host + "' is unknown", e);
    }
    throw new ThalwegException(
        ErrorCode.INVALID_CONFIGURATION,
        "'"
            + host
            + "' is no loopback address; this version has no authentication, so it listens on"
            + " 127.0.0.1 only");
  }

  public Engine engine() {
    return engine;
  }

  /// The port clients connect to.
  public int port() {
    return endpoint.port();
  }

  /// Refuses new statements and waits for those that run.
  ///
  /// @return whether all ended within the time
  public boolean drain(Duration most) throws InterruptedException {
    engine.drain();
    long deadline = System.nanoTime() + most.toNanos();
    while (!engine.queries().all().isEmpty()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(DRAIN_STEP_MILLIS);
    }
    return true;
  }

  /// Returns when the server has stopped.
  public void awaitTermination() throws InterruptedException {
    endpoint.awaitTermination();
  }

  /// Ends the queries that still run, and the server.
  @Override
  public void close() {
    engine.close();
    endpoint.close();
  }
}
