package io.thalweg.exec.sort;

import io.thalweg.core.data.Batch;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.spill.bounded.MemoryShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps the first `limit + offset` rows: collects candidates, sorts and cuts them when there are
/// enough, and from then on drops rows behind the last one kept by their key prefix alone.
///
/// When that is more than memory has room for, it becomes a sort, which may use files, of all rows
/// that do not come behind the last one it knew.
final class TopNOperator implements Operator {
  private static final int MIN_CANDIDATES = 8_192;

  private final RowOrder order;
  private final long offset;
  private final int keep;
  private final int candidates;
  private final int batchRows;
  private final MemoryReservation memory;
  private final Optional<MemoryShare> share;
  private final Supplier<ExternalSorter> sorters;
  private final List<Batch> pending = new ArrayList<>();
  private int pendingRows;
  private long pendingBytes;
  private @Nullable SortedRun best;
  private long next = -1;
  private @Nullable ExternalSorter sorter;

  /// A row of which those behind are hopeless, while there is a sorter.
  private @Nullable SortedRun bound;

  /// Rows that the sorter's are to be told apart into: left out, then emitted.
  private long skipped;

  private long wanted;

  TopNOperator(TopNFactory.Setting setting, FactoryContext factory, TaskContext context) {
    this.share = factory.spill().map(space -> new MemoryShare(space, factory.memory()));
    this.sorters = () -> new ExternalSorter(setting.name(), setting.order(), factory, context);
    this.skipped = setting.offset();
    this.wanted = setting.limit();
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
    if (sorter != null) {
      sorter.add(rows);
      return;
    }
    pending.add(rows);
    pendingRows += rows.length();
    pendingBytes += rows.sizeInBytes();
    if (isTooMuch(pendingBytes + bestBytes())) {
      startSorter();
    } else if (pendingRows >= candidates) {
      cut();
    }
  }

  private boolean isTooMuch(long bytes) {
    if (share.isEmpty()) {
      memory.setTo(bytes);
      return false;
    }
    return !memory.tryAdd(bytes - memory.heldBytes()) || share.get().isExceeded(bytes, 0);
  }

  private void startSorter() {
    memory.setTo(0);
    ExternalSorter to = sorters.get();
    sorter = to;
    SortedRun kept = best;
    if (kept != null) {
      bound = kept.length() < keep ? null : kept.last(order);
      to.add(kept.rows());
    }
    pending.forEach(to::add);
    pending.clear();
    best = null;
  }

  @Override
  public boolean isSatisfied() {
    return keep == 0;
  }

  private Batch withoutHopeless(Batch batch) {
    SortedRun kept = sorter == null ? best : bound;
    if (keep == 0) {
      return batch.withSelection(new int[0], 0);
    }
    if (kept == null || (sorter == null && kept.length() < keep)) {
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
    if (sorter != null) {
      sorter.finish();
      return;
    }
    cut();
    next = offset;
  }

  @Override
  public boolean drain(Output out) {
    if (sorter != null) {
      return drainSorted(sorter, out);
    }
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

  private boolean drainSorted(ExternalSorter sorted, Output out) {
    if (wanted == 0) {
      return true;
    }
    if (!sorted.isReady() || out.isFull()) {
      return false;
    }
    if (!sorted.hasNext()) {
      return true;
    }
    Batch rows = sorted.next();
    int from = (int) Math.min(skipped, rows.length());
    int count = (int) Math.min(wanted, rows.length() - from);
    skipped -= from;
    wanted -= count;
    if (count > 0) {
      out.emit(rows.slice(from, count));
    }
    return false;
  }

  @Override
  public boolean isBlocked() {
    return sorter != null && sorter.isWaiting();
  }

  @Override
  public void close() {
    if (sorter != null) {
      sorter.close();
    }
    share.ifPresent(MemoryShare::close);
    pending.clear();
    best = null;
    memory.close();
  }
}
