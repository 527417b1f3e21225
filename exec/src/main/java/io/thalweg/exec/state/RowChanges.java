package io.thalweg.exec.state;

import java.util.Arrays;

/// What snapshots are to say of some rows. Used by one task.
final class RowChanges {
  private int[] rows = {};
  private int[] weights = {};
  private long[] tallies = {};
  private int size;

  void add(int row, int weight, long tally) {
    if (size == rows.length) {
      int length = Math.max(16, 2 * size);
      rows = Arrays.copyOf(rows, length);
      weights = Arrays.copyOf(weights, length);
      tallies = Arrays.copyOf(tallies, length);
    }
    rows[size] = row;
    weights[size] = weight;
    tallies[size++] = tally;
  }

  int size() {
    return size;
  }

  int[] rows() {
    return rows;
  }

  int[] weights() {
    return weights;
  }

  long[] tallies() {
    return tallies;
  }

  void clear() {
    size = 0;
  }

  long sizeInBytes() {
    return 16L * rows.length;
  }
}
