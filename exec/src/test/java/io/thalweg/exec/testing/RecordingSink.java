package io.thalweg.exec.testing;

import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps what is written and counts how it ended. Thread-safe.
public final class RecordingSink implements TableSink {
  private final Schema schema;
  private final List<List<@Nullable Object>> rows = new ArrayList<>();
  private long failAfter = Long.MAX_VALUE;
  private int commits;
  private int aborts;

  public RecordingSink(Schema schema) {
    this.schema = schema;
  }

  /// The write that passes so many rows is a DISK_FULL error.
  public RecordingSink failingAfter(long count) {
    failAfter = count;
    return this;
  }

  public synchronized List<List<@Nullable Object>> rows() {
    return List.copyOf(rows);
  }

  public synchronized int commits() {
    return commits;
  }

  public synchronized int aborts() {
    return aborts;
  }

  @Override
  public synchronized void write(Batch batch) {
    rows.addAll(Rows.of(schema, batch));
    if (rows.size() > failAfter) {
      throw new ThalwegException(ErrorCode.DISK_FULL, "no space for " + rows.size() + " rows");
    }
  }

  @Override
  public synchronized long commit() {
    commits++;
    return rows.size();
  }

  @Override
  public synchronized void abort() {
    aborts++;
  }
}
