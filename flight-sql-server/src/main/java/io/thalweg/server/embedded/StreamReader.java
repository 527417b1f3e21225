package io.thalweg.server.embedded;

import io.thalweg.core.arrow.ArrowBatchWriter;
import io.thalweg.core.arrow.ArrowSchemas;
import io.thalweg.core.data.Batch;
import io.thalweg.server.engine.result.RowStream;
import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/// Yields a result's batches as Arrow. Used by one thread.
final class StreamReader extends ArrowReader {
  private final RowStream stream;
  private final ArrowBatchWriter writer;
  private boolean closed;

  /// @param stream owned by the reader from now on
  StreamReader(RowStream stream, BufferAllocator allocator) {
    super(allocator);
    this.stream = stream;
    this.writer = new ArrowBatchWriter(stream.schema(), allocator);
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    try {
      Batch batch = stream.next();
      if (batch == null) {
        return false;
      }
      writer.write(batch);
      return true;
    } catch (RuntimeException e) {
      throw new IOException(e.getMessage(), Failures.of(e));
    }
  }

  @Override
  public VectorSchemaRoot getVectorSchemaRoot() {
    return writer.root();
  }

  @Override
  protected Schema readSchema() {
    return ArrowSchemas.toArrow(stream.schema());
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  public void close() {
    closeReadSource();
  }

  @Override
  protected void closeReadSource() {
    if (!closed) {
      closed = true;
      stream.close();
      writer.close();
    }
  }
}
