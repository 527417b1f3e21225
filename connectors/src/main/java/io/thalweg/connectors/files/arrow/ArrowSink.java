package io.thalweg.connectors.files.arrow;

import io.thalweg.connectors.files.sink.NewFile;
import io.thalweg.connectors.files.source.FileErrors;
import io.thalweg.core.arrow.ArrowBatchWriter;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Columns;
import io.thalweg.core.type.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileWriter;

/// Writes one IPC file; batches are gathered so that a record batch has a fair size. Thread-safe:
/// takes one batch at a time.
final class ArrowSink implements TableSink {
  private static final int RECORD_BATCH_ROWS = 1 << 16;

  private final NewFile file;
  private final BufferAllocator allocator = new RootAllocator();
  private final ArrowBatchWriter filler;
  private final ArrowFileWriter writer;
  private final List<Batch> gathered = new ArrayList<>();
  private int gatheredRows;
  private long rows;

  ArrowSink(Path target, Schema schema) {
    this.file = new NewFile(target);
    this.filler = new ArrowBatchWriter(schema, allocator);
    this.writer = new ArrowFileWriter(filler.root(), null, file.channel());
    run(writer::start);
  }

  private interface Step {
    void run() throws IOException;
  }

  private void run(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw FileErrors.unwritable(file.target(), e);
    }
  }

  @Override
  public synchronized void write(Batch batch) {
    if (batch.isEmpty()) {
      return;
    }
    gathered.add(batch.compact());
    gatheredRows += batch.rowCount();
    rows += batch.rowCount();
    if (gatheredRows >= RECORD_BATCH_ROWS) {
      writeGathered();
    }
  }

  private void writeGathered() {
    if (gatheredRows == 0) {
      return;
    }
    filler.write(Columns.concatBatches(gathered));
    run(writer::writeBatch);
    gathered.clear();
    gatheredRows = 0;
  }

  @Override
  public synchronized long commit() {
    try {
      writeGathered();
      run(writer::end);
      file.commit();
    } catch (RuntimeException e) {
      file.abort();
      throw e;
    } finally {
      release();
    }
    return rows;
  }

  @Override
  public synchronized void abort() {
    try {
      file.abort();
    } finally {
      release();
    }
  }

  private void release() {
    filler.close();
    allocator.close();
  }
}
