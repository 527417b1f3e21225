package io.thalweg.server.engine.result;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.PlannedStatement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds the rows of a continuous query back until their epoch has ended, so that a client never
/// sees half an epoch.
///
/// A result that can retract gets two columns in front: `_epoch` and `_weight` (how often the row
/// is added, below zero: taken away). One thread puts and takes; any may close.
public final class EpochRows implements AutoCloseable {
  private static final Schema CHANGE =
      Schema.of(
          Field.required("_epoch", SimpleType.BIGINT),
          Field.required("_weight", SimpleType.INTEGER));

  /// An epoch that has brought so much is ended early.
  private static final long MUCH_BYTES = 64L << 20;

  private final boolean appendOnly;
  private final MemoryReservation memory;
  private final List<Batch> open = new ArrayList<>();
  private final Deque<Batch> ready = new ArrayDeque<>();
  private long openBytes;
  private boolean closed;

  /// @param appendOnly rows are never retracted
  /// @param memory closed with the rows
  public EpochRows(boolean appendOnly, MemoryReservation memory) {
    this.appendOnly = appendOnly;
    this.memory = memory;
  }

  /// The columns that clients see.
  public static Schema schema(PlannedStatement statement) {
    return statement.appendOnly() ? statement.schema() : CHANGE.concat(statement.schema());
  }

  /// Adds rows of the epoch that runs.
  ///
  /// @return whether the epoch should end now: a source that yields as fast as it can brings as
  ///   much as the machine is fast, and all of it is held until then
  /// @throws io.thalweg.core.error.ThalwegException MEMORY_LIMIT_EXCEEDED when the epoch is too
  ///   large
  synchronized boolean add(Batch batch) {
    if (closed) {
      return false;
    }
    long bytes = batch.sizeInBytes();
    memory.add(bytes);
    open.add(batch);
    openBytes += bytes;
    return openBytes >= MUCH_BYTES && openBytes - bytes < MUCH_BYTES;
  }

  /// Releases the rows of the epoch that has ended: first those that are taken away, so that who
  /// applies them one by one never has two rows of one key.
  synchronized void end(long epoch) {
    if (appendOnly) {
      open.forEach(batch -> ready.add(repeated(batch)));
    } else {
      open.forEach(batch -> release(batch, epoch, -1));
      open.forEach(batch -> release(batch, epoch, 1));
    }
    open.clear();
    openBytes = 0;
  }

  /// @param sign of the weights that are wanted
  private void release(Batch batch, long epoch, int sign) {
    int @Nullable [] weights = batch.weights();
    int[] wanted = new int[batch.rowCount()];
    int count = 0;
    for (int i = 0; i < batch.rowCount(); i++) {
      int row = batch.row(i);
      wanted[count] = row;
      count += Integer.signum(weights == null ? 1 : weights[row]) == sign ? 1 : 0;
    }
    if (count > 0) {
      ready.add(withChange(batch.withSelection(wanted, count), epoch));
    }
  }

  /// The next rows that may be seen; null when there are none yet.
  synchronized @Nullable Batch next() {
    Batch batch = ready.poll();
    if (batch != null && ready.isEmpty() && open.isEmpty()) {
      memory.setTo(0);
    }
    return batch;
  }

  @Override
  public synchronized void close() {
    closed = true;
    open.clear();
    ready.clear();
    memory.close();
  }

  /// A row of weight n as n rows.
  private static Batch repeated(Batch batch) {
    int @Nullable [] weights = batch.weights();
    if (weights == null) {
      return batch;
    }
    int total = 0;
    for (int i = 0; i < batch.rowCount(); i++) {
      total = Math.addExact(total, weights[batch.row(i)]);
    }
    int[] rows = new int[total];
    int at = 0;
    for (int i = 0; i < batch.rowCount(); i++) {
      int next = at + weights[batch.row(i)];
      Arrays.fill(rows, at, next, batch.row(i));
      at = next;
    }
    return Batch.of(
        total,
        batch.columns().stream().<Column>map(column -> column.gather(rows, rows.length)).toList());
  }

  private static Batch withChange(Batch batch, long epoch) {
    Batch rows = batch.compact();
    int length = rows.length();
    int @Nullable [] weights = rows.weights();
    List<Column> columns = new ArrayList<>(rows.columns().size() + 2);
    columns.add(new ConstantColumn(new LongColumn(1, new long[] {epoch}, null), length));
    columns.add(
        weights == null
            ? new ConstantColumn(new IntColumn(1, new int[] {1}, null), length)
            : new IntColumn(length, weights, null));
    columns.addAll(rows.columns());
    return Batch.of(length, columns);
  }
}
