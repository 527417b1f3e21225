package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.Distribution;
import io.thalweg.core.plan.ExchangeSource;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.exec.operator.TaskContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The right side of a join, shared by all tasks of its fragment: first they add their rows, then
/// the one that ends last builds the table while the others wait, then all read it.
///
/// Thread-safe. Closed by the factory.
final class SharedBuild<T extends RightSide> implements AutoCloseable {
  /// What stands between a table and the tasks that want to probe it.
  private enum State {
    /// Tasks add rows.
    COLLECTING,
    /// One task builds the table.
    BUILDING,
    /// The table is complete and never changes again.
    READY
  }

  private static final int MAX_ROWS = 1 << 30;

  private final String owner;
  private final boolean broadcast;
  private final MemoryReservation memory;
  private final List<Batch> batches = new ArrayList<>();
  private long rows;
  private long collectedBytes;
  private int collecting = -1;
  private int probing;
  private boolean abandoned;
  private volatile boolean spilled;
  private volatile boolean spillComplete;
  private State state = State.COLLECTING;
  private volatile @Nullable T table;

  /// @param owner the join's name in errors
  /// @param right the plan of the rows
  SharedBuild(String owner, PlanNode right, MemoryReservation memory) {
    this.owner = owner;
    this.broadcast = isBroadcast(right);
    this.memory = memory;
  }

  /// Whether every task gets all rows: the source that drives the plan decides.
  private static boolean isBroadcast(PlanNode plan) {
    PlanNode leaf = plan;
    while (!leaf.inputs().isEmpty()) {
      leaf = leaf.inputs().getFirst();
    }
    return leaf instanceof ExchangeSource source
        && source.distribution() instanceof Distribution.Broadcast;
  }

  /// Counts the fragment's tasks; called for each before any row comes.
  synchronized void register(TaskContext context) {
    if (collecting < 0) {
      collecting = context.parallelism();
      probing = context.parallelism();
    }
  }

  /// Adds a task's rows, which have no selection. Of rows that every task gets, those of the first
  /// task count.
  synchronized void add(int task, Batch batch) {
    if ((broadcast && task > 0) || batch.isEmpty()) {
      return;
    }
    long bytes = batch.sizeInBytes();
    memory.add(bytes);
    collectedBytes += bytes;
    rows += batch.length();
    if (rows > MAX_ROWS) {
      throw new ThalwegException(
          ErrorCode.MEMORY_LIMIT_EXCEEDED,
          owner + " has more than 2^30 rows on its right side; filter them or swap the sides");
    }
    batches.add(batch);
  }

  /// As [#add], unless the rows belong in files: because there is no memory for them, or because
  /// those before were handed over.
  ///
  /// @return whether they were added, or are not needed
  synchronized boolean offer(int task, Batch batch) {
    if ((broadcast && task > 0) || batch.isEmpty()) {
      return true;
    }
    long bytes = batch.sizeInBytes();
    if (spilled || rows + batch.length() > MAX_ROWS || !memory.tryAdd(bytes)) {
      return false;
    }
    collectedBytes += bytes;
    rows += batch.length();
    batches.add(batch);
    return true;
  }

  /// Heap bytes of the collected rows.
  synchronized long collectedBytes() {
    return collectedBytes;
  }

  synchronized long rows() {
    return rows;
  }

  /// From now on rows belong in files.
  ///
  /// @return those that were collected, for the first who asks; their bytes are to be given back by
  ///   [#giveBack]
  synchronized List<Batch> handOver() {
    spilled = true;
    List<Batch> all = List.copyOf(batches);
    batches.clear();
    return all;
  }

  /// Collected rows are no longer in memory.
  synchronized void giveBack(long bytes) {
    collectedBytes -= bytes;
    memory.add(-bytes);
  }

  /// Whether the rows are in files: there is no table.
  boolean isSpilled() {
    return spilled;
  }

  /// All rows of all tasks are in files.
  ///
  /// @return true
  boolean completeSpill() {
    spillComplete = true;
    return true;
  }

  boolean isSpillComplete() {
    return spillComplete;
  }

  /// One task has no more rows.
  ///
  /// @return whether it is the last one, which now builds the table and calls [#publish]
  synchronized boolean endCollecting() {
    if (--collecting > 0) {
      return false;
    }
    state = State.BUILDING;
    return true;
  }

  /// The rows of all tasks; for the task that builds.
  synchronized List<Batch> takeBatches() {
    if (state != State.BUILDING) {
      throw new IllegalStateException(owner + " still collects");
    }
    List<Batch> all = List.copyOf(batches);
    batches.clear();
    return all;
  }

  /// Makes the table known to all tasks.
  ///
  /// @param bytes held from now on
  synchronized void publish(T built, long bytes) {
    memory.setTo(bytes);
    state = State.READY;
    table = built;
  }

  /// Reserves what the table holds, while it is built, besides the collected rows.
  synchronized void holdsBesides(long bytes) {
    memory.setTo(collectedBytes + bytes);
  }

  /// The join's name in errors.
  String owner() {
    return owner;
  }

  boolean isReady() {
    return table != null;
  }

  T table() {
    T built = table;
    if (built == null) {
      throw new IllegalStateException(owner + " is still being built");
    }
    return built;
  }

  /// One task has probed all its rows, or was closed before.
  ///
  /// @param complete false when it has not seen all its rows
  /// @return whether it is the last one
  synchronized boolean endProbing(boolean complete) {
    abandoned |= !complete;
    return --probing == 0;
  }

  /// Whether no task has left rows any more.
  synchronized boolean isProbed() {
    return probing == 0;
  }

  /// Whether all tasks have probed all their rows: what was not matched then matches nothing.
  synchronized boolean isProbedCompletely() {
    return probing == 0 && !abandoned;
  }

  @Override
  public synchronized void close() {
    batches.clear();
    table = null;
    memory.close();
  }
}
