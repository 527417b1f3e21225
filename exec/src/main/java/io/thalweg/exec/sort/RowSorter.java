package io.thalweg.exec.sort;

import io.thalweg.core.data.Batch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sorts rows in memory: short runs as rows come, merged lazily when they are taken, so that no
/// single call is long. Used by one task; the caller accounts for the memory.
public final class RowSorter {
  /// Rows of a run: sorted in about a millisecond.
  private static final int RUN_ROWS = 16_384;

  private final RowOrder order;
  private final List<Batch> pending = new ArrayList<>();
  private final List<SortedRun> runs = new ArrayList<>();
  private int pendingRows;
  private @Nullable RunMerger merger;

  public RowSorter(RowOrder order) {
    this.order = order;
  }

  /// Heap bytes that rows will take here.
  public static long sizeInBytes(Batch rows) {
    return rows.sizeInBytes() + Long.BYTES * (long) rows.length();
  }

  /// Adds rows without a selection.
  public void add(Batch rows) {
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

  /// All rows have been added.
  public void finish() {
    closeRun();
    merger = new RunMerger(runs, order);
  }

  /// Whether there are rows to take; false before [#finish].
  public boolean hasNext() {
    return merger != null && !merger.isEmpty();
  }

  /// The next rows in order; only when there are some.
  public Batch next(int maxRows) {
    RunMerger merging = merger;
    if (merging == null) {
      throw new IllegalStateException("rows are taken after all were added");
    }
    return merging.next(maxRows);
  }
}
