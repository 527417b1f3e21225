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

  /// What is to be written of a row, which then is written.
  long settle(int row, int weight, boolean full) {
    long value = weight == 0 ? 0 : values[row];
    long change = value - (full ? 0 : written[row]);
    values[row] = value;
    written[row] = value;
    return change;
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
