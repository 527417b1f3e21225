package io.thalweg.exec.linear;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.plan.Expiry;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.Snapshot;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import io.thalweg.exec.state.KeyedRows;
import io.thalweg.exec.state.KeyedRowsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Keeps the sum of all changes and lets rows go once the watermark says that nothing changes them
/// any more: what it emits is never taken back. Rows without a time go at the end.
///
/// What is kept is what lies between the watermark and the newest rows. Used by one task.
final class FinalRows implements Operator {
  private static final String PART = "rows";

  private final Expiry over;
  private final int width;
  private final int batchRows;
  private final KeyedRows rows;
  private long watermark = Long.MIN_VALUE;

  /// No row that is kept has an earlier time.
  private long earliest = Long.MAX_VALUE;

  private int[] due = {};
  private int next;

  /// How often the next row is still to be emitted; 0: it has not begun.
  private int copies;

  /// @param over when a row is final
  /// @param memory closed with the operator
  FinalRows(Expiry over, List<DataType> types, MemoryReservation memory, int batchRows) {
    this.over = over;
    this.width = types.size();
    this.batchRows = batchRows;
    this.rows = new KeyedRows(new KeyedRowsConfig(types, List.of(over.column()), false), memory);
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    rows.add(batch);
    if (batch.column(over.column()).flatten() instanceof LongColumn times) {
      long least = earliest;
      for (int i = 0; i < batch.rowCount(); i++) {
        int row = batch.row(i);
        least = times.isNull(row) ? least : Math.min(least, times.values()[row]);
      }
      earliest = least;
    }
  }

  @Override
  public void watermark(long micros) {
    watermark = micros;
  }

  @Override
  public void barrier(Barrier barrier) {
    if (over.over(watermark) >= earliest) {
      due = rows.due(over, watermark);
      next = 0;
      earliest = over.over(watermark) + 1;
    }
  }

  @Override
  public void end(int input, Output out) {
    due = IntStream.range(0, rows.numberCount()).filter(row -> rows.weight(row) != 0).toArray();
    next = 0;
  }

  @Override
  public boolean drain(Output out) {
    if (next < due.length && !out.isFull()) {
      emit(out);
    }
    if (next < due.length) {
      return false;
    }
    if (due.length > 0) {
      due = new int[0];
      next = 0;
      rows.trim();
    }
    return true;
  }

  /// The next rows, each as often as it is there.
  private void emit(Output out) {
    int[] picked = new int[batchRows];
    int size = 0;
    int first = next;
    while (next < due.length && size < batchRows) {
      int row = due[next];
      if (copies == 0) {
        copies = rows.weight(row);
      }
      if (copies < 0) {
        throw new IllegalStateException("a row was retracted that was never there");
      }
      picked[size++] = row;
      if (--copies == 0) {
        next++;
      }
    }
    List<Column> columns = new ArrayList<>(width);
    for (int column = 0; column < width; column++) {
      columns.add(rows.column(column, picked, size));
    }
    Batch batch = Batch.of(size, columns);
    for (int i = first; i < next; i++) {
      rows.remove(due[i]);
    }
    out.emit(batch);
  }

  @Override
  public Snapshot beginSnapshot(StateWriter state) {
    return rows.beginSnapshot(state, PART);
  }

  @Override
  public void snapshot(StateWriter state) {
    rows.snapshot(state, PART);
  }

  @Override
  public void restore(StateReader state) {
    rows.restore(state, PART);
    earliest = Long.MIN_VALUE;
  }

  @Override
  public void close() {
    rows.close();
  }
}
