package io.thalweg.exec.kernel;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import java.util.ArrayList;
import java.util.List;

/// Rows sorted by vnode, otherwise in their order, so that those of a vnode stand together.
public final class VnodeOrder {
  private final int[] rows;
  private final int[] vnodes;
  private final int[] counts;

  /// @param vnodeOf by row
  public VnodeOrder(int[] vnodeOf, int size) {
    int[] starts = new int[RowHash.VNODES + 1];
    for (int i = 0; i < size; i++) {
      starts[vnodeOf[i] + 1]++;
    }
    int runs = 0;
    for (int vnode = 0; vnode < RowHash.VNODES; vnode++) {
      runs += starts[vnode + 1] > 0 ? 1 : 0;
    }
    this.vnodes = new int[runs];
    this.counts = new int[runs];
    int run = 0;
    for (int vnode = 0; vnode < RowHash.VNODES; vnode++) {
      int count = starts[vnode + 1];
      if (count > 0) {
        vnodes[run] = vnode;
        counts[run++] = count;
      }
      starts[vnode + 1] += starts[vnode];
    }
    this.rows = new int[size];
    for (int i = 0; i < size; i++) {
      rows[starts[vnodeOf[i]]++] = i;
    }
  }

  /// The rows in the new order.
  public int[] rows() {
    return rows;
  }

  /// The vnodes that rows are of, ascending.
  public int[] vnodes() {
    return vnodes;
  }

  /// How many rows are of each of [#vnodes].
  public int[] counts() {
    return counts;
  }

  /// @param batch of as many rows, without selection
  public Batch sorted(Batch batch) {
    List<Column> columns = new ArrayList<>();
    for (Column column : batch.columns()) {
      columns.add(column.gather(rows, rows.length));
    }
    int[] weights = batch.weights();
    return Batch.of(rows.length, columns).withWeights(weights == null ? null : sorted(weights));
  }

  /// @param values by row
  public int[] sorted(int[] values) {
    int[] sorted = new int[rows.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = values[rows[i]];
    }
    return sorted;
  }
}
