package io.thalweg.exec.sort;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.TaskContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps the first `limit + offset` rows: collects candidates, sorts and cuts them when there are
/// enough, and from then on drops rows behind the last one kept by their key prefix alone.
final class TopNOperator implements Operator {
  private static final int MIN_CANDIDATES = 8_192;

  private final RowOrder order;
  private final long offset;
  private final int keep;
  private final int candidates;
  private final int batchRows;
  private final MemoryReservation memory;
  private final List<Batch> pending = new ArrayList<>();
  private int pendingRows;
  private long pendingBytes;
  private @Nullable SortedRun best;
  private long next = -1;

  TopNOperator(String name, RowOrder order, long limit, long offset, TaskContext context) {
    this.order = order;
    this.offset = offset;
    // A Java array bounds what one operator can keep; limit + offset may overflow a long.
    this.keep = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(limit, limit + offset));
    this.candidates = (int) Math.min(Integer.MAX_VALUE - 8, MIN_CANDIDATES + (long) keep);
    this.batchRows = context.batchRows();
    this.memory = context.reserve(name);
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    Batch rows = withoutHopeless(batch).compact();
    if (rows.isEmpty()) {
      return;
    }
    pending.add(rows);
    pendingRows += rows.length();
    pendingBytes += rows.sizeInBytes();
    memory.setTo(pendingBytes + bestBytes());
    if (pendingRows >= candidates) {
      cut();
    }
  }

  @Override
  public boolean isSatisfied() {
    return keep == 0;
  }

  private Batch withoutHopeless(Batch batch) {
    SortedRun kept = best;
    if (keep == 0) {
      return batch.withSelection(new int[0], 0);
    }
    if (kept == null || kept.length() < keep) {
      return batch;
    }
    FlatColumn[] keys = order.keyColumns(batch);
    long[] prefixes = order.prefixes(keys[0], batch.length());
    int last = kept.length() - 1;
    long bound = kept.prefixes()[last];
    int[] selection = new int[batch.rowCount()];
    int count = 0;
    for (int i = 0; i < batch.rowCount(); i++) {
      int row = batch.row(i);
      boolean hopeless =
          prefixes[row] > bound
              || (prefixes[row] == bound && order.compare(keys, row, kept.keys(), last) >= 0);
      if (!hopeless) {
        selection[count++] = row;
      }
    }
    return batch.withSelection(selection, count);
  }

  private void cut() {
    if (best != null) {
      // First, so that of equal rows the earlier ones stay.
      pending.addFirst(best.rows());
    }
    if (!pending.isEmpty()) {
      best = SortedRun.sort(pending, order, keep);
    }
    pending.clear();
    pendingRows = 0;
    pendingBytes = 0;
    memory.setTo(bestBytes());
  }

  private long bestBytes() {
    return best == null ? 0 : best.rows().sizeInBytes() + Long.BYTES * (long) best.length();
  }

  @Override
  public void end(int input, Output out) {
    cut();
    next = offset;
  }

  @Override
  public boolean drain(Output out) {
    SortedRun result = best;
    if (next < 0 || result == null || next >= result.length()) {
      return true;
    }
    if (out.isFull()) {
      return false;
    }
    int from = (int) next;
    int count = Math.min(batchRows, result.length() - from);
    out.emit(result.rows().slice(from, count));
    next += count;
    return next >= result.length();
  }

  @Override
  public void close() {
    pending.clear();
    best = null;
    memory.close();
  }
}
