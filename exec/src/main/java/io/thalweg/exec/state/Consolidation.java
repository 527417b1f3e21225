package io.thalweg.exec.state;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.core.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Adds up the weights of equal rows, for one epoch: add batches, then take what is not zero, in
/// the order in which the rows first came. Used by one task.
public final class Consolidation implements AutoCloseable {
  /// Storage that is kept from epoch to epoch.
  private static final int KEPT_WEIGHTS = 1 << 13;

  private final List<DataType> types;
  private final MemoryReservation memory;
  private final GroupKeys rows;
  private int[] weights = new int[1];
  private int[] numbers = {};
  private int taken;

  /// @param memory closed with this
  public Consolidation(List<DataType> types, MemoryReservation memory) {
    this.types = List.copyOf(types);
    this.memory = memory;
    this.rows = GroupKeys.of(types);
  }

  /// Adds the rows that count, with their weights.
  public void add(Batch batch) {
    add(batch, 1);
  }

  /// Adds the rows that count with their weights times `factor`.
  public void add(Batch batch, int factor) {
    if (batch.isEmpty()) {
      return;
    }
    Batch added = batch.compact();
    int size = added.rowCount();
    if (numbers.length < size) {
      numbers = new int[size];
    }
    rows.assign(added.columns().toArray(Column[]::new), size, numbers);
    if (weights.length < rows.count()) {
      weights = Arrays.copyOf(weights, Math.max(rows.count(), weights.length + weights.length / 2));
    }
    int @Nullable [] own = added.weights();
    for (int i = 0; i < size; i++) {
      int row = numbers[i];
      long sum = weights[row] + (long) factor * (own == null ? 1 : own[i]);
      if (sum != (int) sum) {
        throw new ThalwegException(
            ErrorCode.NUMERIC_OUT_OF_RANGE, "more than 2,147,483,647 equal rows in one epoch");
      }
      weights[row] = (int) sum;
    }
    memory.setTo(rows.sizeInBytes() + 4L * weights.length);
  }

  /// The next rows whose weights are not zero; null when there are no more: then everything is
  /// forgotten and the next epoch begins.
  public @Nullable Batch take(int maxRows) {
    while (taken < rows.count()) {
      int from = taken;
      int size = Math.min(maxRows, rows.count() - from);
      taken += size;
      int[] selection = new int[size];
      int kept = 0;
      for (int i = 0; i < size; i++) {
        selection[kept] = i;
        kept += weights[from + i] != 0 ? 1 : 0;
      }
      if (kept > 0) {
        return batch(from, size).withSelection(selection, kept).compact();
      }
    }
    clear();
    return null;
  }

  private Batch batch(int from, int size) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(rows.column(i, from, size));
    }
    return Batch.of(size, columns).withWeights(Arrays.copyOfRange(weights, from, from + size));
  }

  private void clear() {
    rows.clear();
    weights = new int[Math.min(weights.length, KEPT_WEIGHTS)];
    taken = 0;
    memory.setTo(rows.sizeInBytes() + 4L * weights.length);
  }

  @Override
  public void close() {
    memory.close();
  }
}
