package io.thalweg.jdbc.flight;

import java.io.IOException;
import java.util.List;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/// Reads the endpoints of a result one after the other, in their order.
final class EndpointReader extends ArrowReader {
  private final List<FlightEndpoint> endpoints;
  private final FlightSqlClient client;
  private final CallOption[] options;
  private volatile @Nullable FlightStream stream;
  private volatile boolean cancelled;
  private int next;

  EndpointReader(
      BufferAllocator allocator, FlightInfo info, FlightSqlClient client, CallOption[] options) {
    super(allocator);
    this.endpoints = info.getEndpoints();
    this.client = client;
    this.options = options;
  }

  /// Opens the next endpoint's stream.
  private FlightStream open() {
    FlightStream opened = client.getStream(endpoints.get(next++).getTicket(), options);
    stream = opened;
    if (cancelled) {
      opened.cancel("cancelled by the client", null);
    }
    return opened;
  }

  private FlightStream current() {
    FlightStream open = stream;
    return open == null ? open() : open;
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    try {
      FlightStream open = current();
      while (!open.next()) {
        if (next == endpoints.size()) {
          return false;
        }
        close(open);
        open = open();
      }
      return true;
    } catch (RuntimeException e) {
      throw new IOException(e.getMessage(), FlightErrors.toBackend(e, "the server"));
    }
  }

  @Override
  public VectorSchemaRoot getVectorSchemaRoot() throws IOException {
    try {
      return current().getRoot();
    } catch (RuntimeException e) {
      throw new IOException(e.getMessage(), FlightErrors.toBackend(e, "the server"));
    }
  }

  /// Ends the stream; callable from any thread.
  void cancel() {
    cancelled = true;
    FlightStream open = stream;
    if (open != null) {
      open.cancel("cancelled by the client", null);
    }
  }

  private static void close(FlightStream open) throws IOException {
    try {
      open.close();
    } catch (Exception e) {
      // Closing a cancelled stream reports the cancellation again.
      if (!(e instanceof org.apache.arrow.flight.FlightRuntimeException)) {
        throw new IOException("the result's stream cannot be closed", e);
      }
    }
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  public void close() throws IOException {
    closeReadSource();
  }

  @Override
  protected void closeReadSource() throws IOException {
    FlightStream open = stream;
    if (open != null) {
      close(open);
    }
  }

  @Override
  protected Schema readSchema() {
    return current().getSchema();
  }
}
