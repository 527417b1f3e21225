package io.thalweg.exec.sort;

import io.thalweg.core.data.Batch;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.SpillSpace;
import io.thalweg.exec.operator.TaskContext;
import io.thalweg.exec.spill.Calls;
import io.thalweg.exec.spill.bounded.MemoryShare;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Sorts rows that may be more than memory holds: in memory as long as there is room, otherwise in
/// sorted runs in files, which are merged when they are taken. Used by one task.
///
/// ```
/// add … add, [isReady until true], add … finish, [isReady until true], next … next
/// ```
public final class ExternalSorter implements AutoCloseable {
  /// Merged rows that are ready at a time, as parts of a piece of work.
  private static final int MERGED_PARTS = 8;

  private final RowOrder order;
  private final int batchRows;
  private final MemoryReservation memory;
  private final @Nullable SortFiles files;
  private final Deque<Batch> merged = new ArrayDeque<>();
  private RowSorter sorter;
  private boolean full;
  private boolean finished;

  /// What goes to files, and how.
  private record SortFiles(SpilledRuns runs, MemoryShare share, Calls calls) {}

  /// @param name of the node, for its account and messages
  public ExternalSorter(String name, RowOrder order, FactoryContext context, TaskContext task) {
    this.order = order;
    this.batchRows = task.batchRows();
    this.memory = task.reserve(name);
    this.sorter = new RowSorter(order);
    this.files = context.spill().map(space -> files(name, space, context, task)).orElse(null);
  }

  private SortFiles files(String name, SpillSpace space, FactoryContext context, TaskContext task) {
    MemoryShare share = new MemoryShare(space, context.memory());
    SpilledRuns runs = new SpilledRuns(order, space, share, task.reserve(name));
    return new SortFiles(runs, share, new Calls(name, context.blocking(), task::wakeAll));
  }

  /// Adds rows without a selection; only when [#isReady].
  public void add(Batch rows) {
    long bytes = RowSorter.sizeInBytes(rows);
    if (files == null) {
      memory.add(bytes);
    } else {
      full |= !memory.tryAdd(bytes) || files.share().isExceeded(memory.heldBytes(), bytes);
    }
    sorter.add(rows);
  }

  /// All rows have been added.
  public void finish() {
    finished = true;
    if (files == null || (files.runs().isEmpty() && !files.share().always())) {
      sorter.finish();
    } else {
      full = true;
    }
  }

  /// Goes on with what has to happen before rows can be added or taken.
  ///
  /// @return false when it is to be called again
  public boolean isReady() {
    SortFiles to = files;
    if (to == null) {
      return true;
    }
    if (to.calls().isRunning()) {
      return false;
    }
    if (full) {
      full = false;
      to.calls().start(() -> write(to));
      return false;
    }
    if (merged.isEmpty() && to.runs().hasNext()) {
      to.calls().start(() -> merge(to));
      return false;
    }
    return true;
  }

  /// Whether a task that is not ready has to wait for files.
  public boolean isWaiting() {
    return files != null && files.calls().isWaiting();
  }

  private void write(SortFiles to) {
    RowSorter sorted = sorter;
    sorter = new RowSorter(order);
    sorted.finish();
    to.runs().add(sorted);
    memory.setTo(0);
    if (finished) {
      to.runs().finish();
    }
  }

  private void merge(SortFiles to) {
    for (int i = 0; i < MERGED_PARTS && to.runs().hasNext(); i++) {
      merged.add(to.runs().next(batchRows));
    }
  }

  /// Whether rows are in files: those that were taken are then accounted for by nobody.
  public boolean isSpilled() {
    return files != null && files.runs().isSpilled();
  }

  /// Whether there are rows to take; only when all were added, and [#isReady].
  public boolean hasNext() {
    return !merged.isEmpty() || sorter.hasNext();
  }

  /// The next rows in order; only when there are some.
  public Batch next() {
    return merged.isEmpty() ? sorter.next(batchRows) : merged.remove();
  }

  @Override
  public void close() {
    if (files == null) {
      memory.close();
    } else {
      files.runs().stop();
      files.calls().close(() -> release(files));
    }
  }

  private void release(SortFiles to) {
    merged.clear();
    to.runs().close();
    to.share().close();
    memory.close();
  }
}
