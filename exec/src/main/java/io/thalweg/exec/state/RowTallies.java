package io.thalweg.exec.state;

import io.thalweg.core.data.Column;
import io.thalweg.core.data.LongColumn;
import java.util.Arrays;

/// A number per row that belongs to the user of the rows, and what it was at the last snapshot. A
/// row that is gone counts as 0. Used by one task.
final class RowTallies {
  private long[] values = {};
  private long[] written = {};

  void ensure(int rows) {
    if (values.length < rows) {
      values = Arrays.copyOf(values, rows);
      written = Arrays.copyOf(written, rows);
    }
  }

  long get(int row) {
    return values[row];
  }

  void set(int row, long value) {
    values[row] = value;
  }

  /// What is to be written of each row.
  long[] changes(int[] weights, int count, boolean full) {
    long[] changes = new long[count];
    for (int row = 0; row < count; row++) {
      changes[row] = (weights[row] == 0 ? 0 : values[row]) - (full ? 0 : written[row]);
    }
    return changes;
  }

  /// All has been written.
  void settle(int[] weights, int count) {
    for (int row = 0; row < count; row++) {
      values[row] = weights[row] == 0 ? 0 : values[row];
      written[row] = values[row];
    }
  }

  /// Adds what a snapshot wrote of the rows `rows[0..column.length())`.
  void add(int[] rows, Column column) {
    long[] added = ((LongColumn) column.flatten()).values();
    for (int i = 0; i < column.length(); i++) {
      values[rows[i]] += added[i];
    }
  }

  /// Row `from` of `old` has number `to` here.
  void move(RowTallies old, int from, int to) {
    values[to] = old.values[from];
    written[to] = old.written[from];
  }

  long sizeInBytes() {
    return 16L * values.length;
  }
}
