package io.thalweg.connectors.memory;

import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;

/// Appends rows to a table. Thread-safe; never conflicts unless the table is dropped.
final class InsertSink implements TableSink {
  private final TableStore store;
  private final RowCollector rows;

  InsertSink(TableStore store, MemoryTable table) {
    this.store = store;
    this.rows = new RowCollector(store, table);
  }

  @Override
  public synchronized void write(Batch batch) {
    rows.add(batch);
  }

  @Override
  public synchronized long commit() {
    if (rows.rows() > 0) {
      store.commit(rows::appendTo);
    }
    return rows.rows();
  }

  @Override
  public void abort() {
    // Nothing was visible.
  }
}
