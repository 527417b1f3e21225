package io.thalweg.server.flight;

import io.thalweg.core.arrow.ArrowBatchWriter;
import io.thalweg.core.data.Batch;
import io.thalweg.server.engine.RowStream;
import org.apache.arrow.flight.BackpressureStrategy.CallbackBackpressureStrategy;
import org.apache.arrow.flight.BackpressureStrategy.WaitResult;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;

/// Streams one result, as fast as its reader takes it. Runs on the call's thread.
final class ResultSender extends CallbackBackpressureStrategy {
  private static final long WAIT_MILLIS = 500;

  private final RowStream rows;
  private final ServerStreamListener listener;
  private final BufferAllocator allocator;

  ResultSender(RowStream rows, ServerStreamListener listener, BufferAllocator allocator) {
    this.rows = rows;
    this.listener = listener;
    this.allocator = allocator;
  }

  /// The client went away or cancelled: frees the query at once, whatever this thread waits for.
  @Override
  protected void cancelCallback() {
    rows.cancel("the client went away");
    super.cancelCallback();
  }

  void run() {
    register(listener);
    try (ArrowBatchWriter writer =
        new ArrowBatchWriter(rows.schema(), ResultSchemas.toArrow(rows.schema()), allocator)) {
      listener.start(writer.root());
      while (waitForClient()) {
        switch (rows.poll(WAIT_MILLIS)) {
          case RowStream.Poll.Rows(Batch batch) -> {
            writer.write(batch);
            listener.putNext();
          }
          case RowStream.Poll.Pending _ -> {
            // Polls again, unless the client is gone.
          }
          case RowStream.Poll.Done _ -> {
            listener.completed();
            return;
          }
        }
      }
    }
  }

  /// @return false when nobody listens any more
  private boolean waitForClient() {
    WaitResult result = WaitResult.TIMEOUT;
    while (result == WaitResult.TIMEOUT) {
      result = waitForListener(WAIT_MILLIS);
    }
    return result == WaitResult.READY;
  }
}
