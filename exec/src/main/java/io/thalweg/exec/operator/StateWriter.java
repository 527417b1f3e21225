package io.thalweg.exec.operator;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.kernel.VnodeOrder;

/// Takes one operator's state in one task at one checkpoint. Used by that task, within one
/// [Operator#snapshot] or while a [Snapshot] advances.
public interface StateWriter {
  /// Few enough to be written in a part of a millisecond.
  int PIECE_ROWS = 1 << 12;

  /// Whether everything is to be written; otherwise what has changed since the last snapshot is
  /// enough. A restore reads the last full snapshot and all behind it, in order.
  boolean full();

  /// Adds rows of one part of the state.
  ///
  /// @param part names what the rows mean to the operator, for example `left` or `groups`; all
  ///   batches of a part have the same columns
  /// @param vnode that the rows' key belongs to ([io.thalweg.exec.kernel.RowHash#vnode]); 0 for
  ///   what has no key
  /// @param rows at least one; kept as they are, weights included
  void write(String part, int vnode, Batch rows);

  /// Adds rows of one part that are of several vnodes. Rows of one vnode stay in their order.
  ///
  /// @param vnodes one per row
  /// @param rows at least one, without selection; kept as they are, weights included
  default void write(String part, int[] vnodes, Batch rows) {
    VnodeOrder order = new VnodeOrder(vnodes, rows.length());
    Batch sorted = order.sorted(rows);
    int from = 0;
    for (int run = 0; run < order.vnodes().length; run++) {
      int count = order.counts()[run];
      write(part, order.vnodes()[run], sorted.slice(from, count));
      from += count;
    }
  }

  /// Whether so many rows wait to be made durable that a [Snapshot] had better advance later.
  default boolean isFull() {
    return false;
  }

  /// The rows of state that a [Snapshot] should look at in one piece.
  default int pieceRows() {
    return PIECE_ROWS;
  }
}
