package io.thalweg.exec.state;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.kernel.RowHash;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Rows to write to a snapshot, sorted by vnode.
final class VnodeRows {
  private static final int BATCH_ROWS = 1 << 13;

  private final int[] weights;
  private final int[] rows;

  /// By vnode, where its rows start; one more for the end.
  private final int[] starts = new int[RowHash.VNODES + 1];

  /// Makes batches of rows.
  @FunctionalInterface
  interface Gather {
    Batch gather(int[] rows, int size);
  }

  /// Takes the batches.
  @FunctionalInterface
  interface Target {
    void write(int vnode, Batch rows);
  }

  /// @param weights by row, of `0..count)`; rows of weight 0 are left out
  VnodeRows(int[] weights, int count, IntUnaryOperator vnode) {
    this.weights = weights;
    for (int row = 0; row < count; row++) {
      if (weights[row] != 0) {
        starts[vnode.applyAsInt(row) + 1]++;
      }
    }
    for (int i = 0; i < RowHash.VNODES; i++) {
      starts[i + 1] += starts[i];
    }
    rows = new int[starts[RowHash.VNODES]];
    int[] at = starts.clone();
    for (int row = 0; row < count; row++) {
      if (weights[row] != 0) {
        rows[at[vnode.applyAsInt(row)]++] = row;
      }
    }
  }

  void write(Gather source, Target target) {
    for (int vnode = 0; vnode < RowHash.VNODES; vnode++) {
      for (int from = starts[vnode]; from < starts[vnode + 1]; from += BATCH_ROWS) {
        int[] part = Arrays.copyOfRange(rows, from, Math.min(starts[vnode + 1], from + BATCH_ROWS));
        int[] own = new int[part.length];
        for (int i = 0; i < part.length; i++) {
          own[i] = weights[part[i]];
        }
        target.write(vnode, source.gather(part, part.length).withWeights(own));
      }
    }
  }
}
