package io.thalweg.exec.kernel;

import io.thalweg.core.data.Batch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Joins small batches into larger ones when that pays: operators above cost time per batch, a copy
/// costs time per row. Keeps the order of rows. Used by one task.
///
/// A batch of at least an eighth of the wanted rows passes as it is. Smaller ones are compacted and
/// wait until a quarter has come together, or until so many batches went in that holding rows back
/// any longer would only delay them (a limit above may need just these).
public final class BatchCoalescer {
  private static final int SMALL = 8;
  private static final int ENOUGH = 4;
  private static final int MAX_BATCHES = 32;

  private final int batchRows;
  private final List<Batch> pending = new ArrayList<>();
  private int pendingRows;
  private int waited;

  /// @param batchRows the most rows of a batch
  public BatchCoalescer(int batchRows) {
    this.batchRows = batchRows;
  }

  /// Takes a batch, which may be empty, and returns one to emit, or null to keep waiting.
  public @Nullable Batch add(Batch batch) {
    int rows = batch.rowCount();
    if (pendingRows == 0 && rows >= Math.max(1, batchRows / SMALL)) {
      return batch;
    }
    if (pendingRows + rows > batchRows) {
      Batch full = flush();
      hold(batch);
      return full;
    }
    hold(batch);
    return pendingRows >= Math.max(1, batchRows / ENOUGH) || waited >= MAX_BATCHES ? flush() : null;
  }

  private void hold(Batch batch) {
    waited += pendingRows == 0 && batch.isEmpty() ? 0 : 1;
    if (!batch.isEmpty()) {
      pending.add(batch.compact());
      pendingRows += batch.rowCount();
    }
  }

  /// What is waiting, or null.
  public @Nullable Batch flush() {
    waited = 0;
    if (pendingRows == 0) {
      return null;
    }
    Batch joined = BatchConcat.concat(pending);
    pending.clear();
    pendingRows = 0;
    return joined;
  }
}
