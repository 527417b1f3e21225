package io.thalweg.connectors.memory;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.Columns;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Gathers the rows one statement adds and cuts them into chunks. Not thread-safe.
final class RowCollector {
  private final TableStore store;
  private final MemoryTable table;
  private final List<Chunk> full = new ArrayList<>();
  private final List<Batch> pending = new ArrayList<>();
  private int pendingRows;
  private long rows;

  RowCollector(TableStore store, MemoryTable table) {
    this.store = store;
    this.table = table;
  }

  long rows() {
    return rows;
  }

  /// @param batch of the table's schema; may hold a selection
  /// @throws ThalwegException NOT_NULL_VIOLATION naming the column
  void add(Batch batch) {
    Batch compact = batch.compact();
    checkNulls(table.schema(), compact, table.handle().table());
    rows += compact.length();
    for (int from = 0; from < compact.length(); ) {
      int count = Math.min(Chunk.MAX_ROWS - pendingRows, compact.length() - from);
      pending.add(compact.slice(from, count));
      pendingRows += count;
      from += count;
      if (pendingRows == Chunk.MAX_ROWS) {
        Chunk chunk = new Chunk(store.newChunkId(), takePending());
        chunk.summary(table.schema());
        full.add(chunk);
      }
    }
  }

  /// The rows are copied, so that a slice does not keep the batch around it in memory.
  private Batch takePending() {
    Batch all = Columns.concatBatches(pending);
    if (pending.size() == 1) {
      all = Batch.of(all.length(), all.columns().stream().map(RowCollector::own).toList());
    }
    pending.clear();
    pendingRows = 0;
    return all;
  }

  /// The column itself, or a copy when it is a view of far more than its own rows.
  private static Column own(Column column) {
    boolean view =
        column instanceof BytesColumn bytes
            ? bytes.bytes().length > 2L * bytes.sizeInBytes()
            : column instanceof FlatColumn flat && flat.sizeInBytes() > 64L * flat.length() + 64;
    return view
        ? column.gather(IntStream.range(0, column.length()).toArray(), column.length())
        : column;
  }

  /// `chunks` with the collected rows behind them; the last chunk is filled up first.
  List<Chunk> appendTo(List<Chunk> chunks) {
    List<Chunk> result = new ArrayList<>(chunks.size() + full.size() + 1);
    result.addAll(chunks);
    result.addAll(full);
    if (pendingRows == 0) {
      return result;
    }
    Batch rest = takePending();
    boolean fits =
        full.isEmpty()
            && !chunks.isEmpty()
            && chunks.getLast().length() + rest.length() <= Chunk.MAX_ROWS;
    if (fits) {
      result.set(result.size() - 1, chunks.getLast().append(rest));
    } else {
      result.add(new Chunk(store.newChunkId(), rest));
    }
    return result;
  }

  private static void checkNulls(Schema schema, Batch batch, String table) {
    for (int i = 0; i < schema.size(); i++) {
      Column column = batch.column(i);
      if (schema.field(i).nullable() || !column.mayHaveNulls()) {
        continue;
      }
      for (int row = 0; row < batch.length(); row++) {
        if (column.isNull(row)) {
          throw new ThalwegException(
              ErrorCode.NOT_NULL_VIOLATION,
              "column '"
                  + schema.field(i).name()
                  + "' of table '"
                  + table
                  + "' is NOT NULL, but a row has NULL there; give it a value");
        }
      }
    }
  }
}
