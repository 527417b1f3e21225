package io.thalweg.connectors.files.directory;

import io.thalweg.core.connector.StreamTarget.StreamWriter;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import java.util.List;

/// The rows of one statement as new files. Thread-safe.
final class DirectorySink implements TableSink {
  private final DirectoryTarget target;
  private final StreamWriter writer;
  private long rows;

  DirectorySink(DirectoryTarget target) {
    this.target = target;
    this.writer = target.writer(0);
  }

  @Override
  public synchronized void write(Batch batch) {
    writer.write(batch);
    rows += batch.rowCount();
  }

  @Override
  public synchronized long commit() {
    String prepared = writer.prepare(0);
    if (!prepared.isEmpty()) {
      target.commit(List.of(prepared));
    }
    target.removeStaging();
    return rows;
  }

  @Override
  public synchronized void abort() {
    writer.close();
    target.removeStaging();
  }
}
