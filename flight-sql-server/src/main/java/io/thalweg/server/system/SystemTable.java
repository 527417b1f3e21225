package io.thalweg.server.system;

import io.thalweg.core.connector.ReadContext;
import io.thalweg.core.connector.ScanRequest;
import io.thalweg.core.connector.Split;
import io.thalweg.core.connector.SplitReader;
import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.data.Batch;
import io.thalweg.core.type.Schema;
import io.thalweg.server.engine.result.FixedRows;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A table whose rows are made when it is read.
///
/// @param rows each with one value per column, in the Java form of [io.thalweg.core.data.Values]
record SystemTable(
    TableHandle handle,
    Schema schema,
    Supplier<List<? extends List<? extends @Nullable Object>>> rows)
    implements Table {

  @Override
  public List<Split> splits(ScanRequest request) {
    return List.of(new Split(handle.table(), -1, -1, Map.of()));
  }

  @Override
  public SplitReader open(Split split, ScanRequest request, ReadContext context) {
    return new Reader(request);
  }

  /// Hands out the rows in batches of the requested size.
  private final class Reader implements SplitReader {
    private final ScanRequest request;
    private @Nullable Batch all;
    private int next;

    Reader(ScanRequest request) {
      this.request = request;
    }

    @Override
    public Progress read() {
      Batch batch = all;
      if (batch == null) {
        int[] columns = request.columns().stream().mapToInt(Integer::intValue).toArray();
        batch = FixedRows.batch(schema, rows.get()).select(columns);
        all = batch;
      }
      int count = Math.min(request.batchRows(), batch.rowCount() - next);
      if (count <= 0) {
        return Progress.Finished.INSTANCE;
      }
      next += count;
      int first = next - count;
      return new Progress.Rows(
          batch.withSelection(IntStream.range(first, first + count).toArray(), count));
    }

    @Override
    public void close() {
      all = null;
    }
  }
}
