package io.thalweg.exec.sort;

import io.thalweg.core.data.Batch;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.TaskContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sorts short runs as rows come and merges them lazily when the input has ended, so that no single
/// call is long. Keeps all rows in memory.
final class SortOperator implements Operator {
  /// Rows of a run: sorted in about a millisecond.
  private static final int RUN_ROWS = 16_384;

  private final RowOrder order;
  private final int batchRows;
  private final MemoryReservation memory;
  private final List<Batch> pending = new ArrayList<>();
  private final List<SortedRun> runs = new ArrayList<>();
  private int pendingRows;
  private @Nullable RunMerger merger;

  SortOperator(String name, RowOrder order, TaskContext context) {
    this.order = order;
    this.batchRows = context.batchRows();
    this.memory = context.reserve(name);
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    Batch rows = batch.compact();
    memory.add(rows.sizeInBytes() + Long.BYTES * (long) rows.length());
    pending.add(rows);
    pendingRows += rows.length();
    if (pendingRows >= RUN_ROWS) {
      closeRun();
    }
  }

  private void closeRun() {
    if (pendingRows > 0) {
      runs.add(SortedRun.sort(pending, order, Integer.MAX_VALUE));
    }
    pending.clear();
    pendingRows = 0;
  }

  @Override
  public void end(int input, Output out) {
    closeRun();
    merger = new RunMerger(runs, order);
  }

  @Override
  public boolean drain(Output out) {
    if (merger == null || merger.isEmpty()) {
      return true;
    }
    if (out.isFull()) {
      return false;
    }
    out.emit(merger.next(batchRows));
    return merger.isEmpty();
  }

  @Override
  public void close() {
    pending.clear();
    runs.clear();
    merger = null;
    memory.close();
  }
}
