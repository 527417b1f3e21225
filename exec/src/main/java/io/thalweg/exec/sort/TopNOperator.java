package io.thalweg.exec.sort;

import io.thalweg.core.data.Batch;
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

  TopNOperator(TopNFactory.Setting setting, TaskContext context) {
    this.order = setting.order();
    this.offset = setting.offset();
    this.keep = setting.keep();
    this.candidates = (int) Math.min(Integer.MAX_VALUE - 8, MIN_CANDIDATES + (long) keep);
    this.batchRows = context.batchRows();
    this.memory = context.reserve(setting.name());
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
    int[] selection = new int[batch.rowCount()];
    int count = kept.selectBefore(batch, kept.length() - 1, false, order, selection);
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
    return best == null ? 0 : best.sizeInBytes();
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
