package io.thalweg.connectors.memory;

import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.data.Batch;
import java.util.List;

/// Reads some chunks in order, each in one batch or in pieces of the requested size.
final class ChunkReader implements SplitReader {
  private final List<Chunk> chunks;
  private final ScanRequest request;
  private long rowsLeft;
  private int next;
  private Batch batch = Batch.of(0);
  private int taken;

  ChunkReader(List<Chunk> chunks, ScanRequest request) {
    this.chunks = chunks;
    this.request = request;
    this.rowsLeft = request.limit().orElse(Long.MAX_VALUE);
  }

  @Override
  public Progress read() {
    if (rowsLeft == 0) {
      return Progress.Finished.INSTANCE;
    }
    while (taken == batch.rowCount()) {
      if (next == chunks.size()) {
        return Progress.Finished.INSTANCE;
      }
      batch = chunks.get(next++).read(request.columns());
      taken = 0;
    }
    int count = (int) Math.min(Math.min(request.batchRows(), rowsLeft), batch.rowCount() - taken);
    Batch piece = batch.slice(taken, count);
    taken += count;
    rowsLeft -= count;
    return new Progress.Rows(piece);
  }

  @Override
  public void close() {
    batch = Batch.of(0);
    taken = 0;
    next = chunks.size();
  }
}
