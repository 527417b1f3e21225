package io.thalweg.exec.state;

import io.thalweg.exec.kernel.RowHash;

/// Positions sorted by vnode, otherwise in order: a snapshot's rows stand together by vnode.
public final class VnodeOrder {
  private final int[] positions;
  private final int[] vnodes;

  /// @param vnodes of `size` positions
  public VnodeOrder(int[] vnodes, int size) {
    int[] starts = new int[RowHash.VNODES + 1];
    for (int i = 0; i < size; i++) {
      starts[vnodes[i] + 1]++;
    }
    for (int i = 0; i < RowHash.VNODES; i++) {
      starts[i + 1] += starts[i];
    }
    this.positions = new int[size];
    this.vnodes = new int[size];
    for (int i = 0; i < size; i++) {
      int at = starts[vnodes[i]]++;
      positions[at] = i;
      this.vnodes[at] = vnodes[i];
    }
  }

  /// The vnodes, ascending.
  public int[] vnodes() {
    return vnodes;
  }

  /// The values of all positions in the new order.
  public int[] sorted(int[] values) {
    int[] sorted = new int[positions.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = values[positions[i]];
    }
    return sorted;
  }

  /// The values of all positions in the new order.
  public long[] sorted(long[] values) {
    long[] sorted = new long[positions.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = values[positions[i]];
    }
    return sorted;
  }
}
