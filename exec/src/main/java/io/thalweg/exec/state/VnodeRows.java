package io.thalweg.exec.state;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.LongColumn;
import io.thalweg.exec.kernel.RowHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Rows to write to a snapshot, sorted by vnode.
public final class VnodeRows {
  private static final int BATCH_ROWS = 1 << 13;

  private final int[] weights;
  private final long @Nullable [] tallies;
  private final int[] rows;

  /// By vnode, where its rows start; one more for the end.
  private final int[] starts = new int[RowHash.VNODES + 1];

  /// Makes batches of rows.
  @FunctionalInterface
  public interface Gather {
    Batch gather(int[] rows, int size);
  }

  /// Takes the batches.
  @FunctionalInterface
  public interface Target {
    void write(int vnode, Batch rows);
  }

  /// @param weights by row, of `0..count)`; rows of weight 0 are left out
  public VnodeRows(int[] weights, int count, IntUnaryOperator vnode) {
    this(weights, null, count, vnode);
  }

  /// @param weights by row, of `0..count)`; rows of weight 0 are left out
  /// @param tallies by row, to be a further column; rows with one that is not 0 are not left out
  VnodeRows(int[] weights, long @Nullable [] tallies, int count, IntUnaryOperator vnode) {
    this.weights = weights;
    this.tallies = tallies;
    for (int row = 0; row < count; row++) {
      if (isWritten(row)) {
        starts[vnode.applyAsInt(row) + 1]++;
      }
    }
    for (int i = 0; i < RowHash.VNODES; i++) {
      starts[i + 1] += starts[i];
    }
    rows = new int[starts[RowHash.VNODES]];
    int[] at = starts.clone();
    for (int row = 0; row < count; row++) {
      if (isWritten(row)) {
        rows[at[vnode.applyAsInt(row)]++] = row;
      }
    }
  }

  private boolean isWritten(int row) {
    return weights[row] != 0 || (tallies != null && tallies[row] != 0);
  }

  /// Gives `target` the rows in batches, each with its weight.
  public void write(Gather source, Target target) {
    for (int vnode = 0; vnode < RowHash.VNODES; vnode++) {
      for (int from = starts[vnode]; from < starts[vnode + 1]; from += BATCH_ROWS) {
        int[] part = Arrays.copyOfRange(rows, from, Math.min(starts[vnode + 1], from + BATCH_ROWS));
        int[] own = new int[part.length];
        for (int i = 0; i < part.length; i++) {
          own[i] = weights[part[i]];
        }
        Batch gathered = withTallies(source.gather(part, part.length), part);
        target.write(vnode, gathered.withWeights(own));
      }
    }
  }

  private Batch withTallies(Batch gathered, int[] part) {
    if (tallies == null) {
      return gathered;
    }
    long[] own = new long[part.length];
    for (int i = 0; i < part.length; i++) {
      own[i] = tallies[part[i]];
    }
    List<Column> columns = new ArrayList<>(gathered.columns());
    columns.add(new LongColumn(own.length, own, null));
    return gathered.withColumns(columns);
  }
}
