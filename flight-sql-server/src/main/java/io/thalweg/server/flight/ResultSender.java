package io.thalweg.server.flight;

import io.thalweg.core.arrow.ArrowBatchWriter;
import io.thalweg.core.data.Batch;
import io.thalweg.server.engine.result.RowStream;
import org.apache.arrow.flight.BackpressureStrategy.CallbackBackpressureStrategy;
import org.apache.arrow.flight.BackpressureStrategy.WaitResult;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/// Streams one result, as fast as its reader takes it. Runs on the call's thread.
final class ResultSender extends CallbackBackpressureStrategy {
  private static final long WAIT_MILLIS = 500;

  /// Many clients refuse messages from 16 MiB on or from 64 MiB on.
  private static final long MESSAGE_BYTES = 8L << 20;

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
          case RowStream.Poll.Rows(Batch batch) -> send(batch, writer);
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

  /// Sends a batch, in pieces when it is larger than clients like their messages.
  private void send(Batch batch, ArrowBatchWriter writer) {
    writer.write(batch);
    long bytes =
        writer.root().getFieldVectors().stream().mapToLong(FieldVector::getBufferSize).sum();
    int count = batch.rowCount();
    if (bytes <= MESSAGE_BYTES || count == 1) {
      listener.putNext();
      return;
    }
    int piece = (int) Math.max(1, count * MESSAGE_BYTES / (2 * bytes));
    for (int from = 0; from < count && waitForClient(); from += piece) {
      writer.write(batch.slice(from, Math.min(piece, count - from)));
      listener.putNext();
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
