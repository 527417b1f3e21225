package io.thalweg.server.flight;

import io.grpc.netty.NettyServerBuilder;
import io.thalweg.server.engine.Engine;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/// The network end: gRPC with limits and keep-alive. Thread-safe.
public final class FlightEndpointServer implements AutoCloseable {
  /// Warns whenever a client goes away in the middle of a result, which is no fault. The logger is
  /// held here because unreferenced ones lose their level.
  private static final Logger TRANSPORT = Logger.getLogger("io.grpc.netty.NettyServerHandler");

  private static final int MESSAGE_BYTES = 64 << 20;
  private static final int HEADER_BYTES = 16 << 10;
  private static final long KEEP_ALIVE_SECONDS = 30;
  private static final long CLOSE_SECONDS = 5;

  private final BufferAllocator allocator;
  private final ExecutorService calls;
  private final FlightServer server;

  private FlightEndpointServer(
      BufferAllocator allocator, ExecutorService calls, FlightServer server) {
    this.allocator = allocator;
    this.calls = calls;
    this.server = server;
  }

  /// Listens; clients can connect when it returns.
  ///
  /// @param engine not owned
  public static FlightEndpointServer start(Engine engine, String host, int port)
      throws IOException {
    TRANSPORT.setLevel(Level.SEVERE);
    BufferAllocator allocator = new RootAllocator();
    ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    Consumer<NettyServerBuilder> transport =
        builder ->
            builder
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .permitKeepAliveTime(KEEP_ALIVE_SECONDS / 3, TimeUnit.SECONDS);
    FlightServer server =
        FlightServer.builder(
                allocator, Location.forGrpcInsecure(host, port), new SqlProducer(engine, allocator))
            .executor(calls)
            .middleware(SessionMiddleware.KEY, SessionMiddleware::start)
            .maxInboundMessageSize(MESSAGE_BYTES)
            .setMaxHeaderListSize(HEADER_BYTES)
            .transportHint("grpc.builderConsumer", transport)
            .build();
    try {
      return new FlightEndpointServer(allocator, calls, server.start());
    } catch (IOException e) {
      calls.shutdown();
      allocator.close();
      throw e;
    }
  }

  public int port() {
    return server.getPort();
  }

  public void awaitTermination() throws InterruptedException {
    server.awaitTermination();
  }

  @Override
  public void close() {
    try {
      server.shutdown();
      if (!server.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        server.close();
      }
      calls.shutdownNow();
      calls.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    allocator.close();
  }
}
