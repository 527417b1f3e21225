package io.thalweg.exec.spill;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.operator.SpillSpace;
import io.thalweg.exec.operator.StateWriter;
import org.jspecify.annotations.Nullable;

/// Takes one snapshot apart into those of its partitions. Used once, where blocking is allowed.
final class ScatterWriter implements StateWriter {
  private static final int PIECE_ROWS = 1 << 18;

  private final Partitions partitions;
  private final boolean full;
  private final PieceWriter[] pieces;
  private int current;

  ScatterWriter(Partitions partitions, SpillSpace space, boolean full, long segmentBytes) {
    this.partitions = partitions;
    this.full = full;
    this.pieces = new PieceWriter[partitions.count()];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = new PieceWriter(space, full, segmentBytes);
    }
  }

  @Override
  public boolean full() {
    return full;
  }

  /// Each piece costs each partition a file.
  @Override
  public int pieceRows() {
    return PIECE_ROWS;
  }

  /// Rows of a piece come sorted by vnode: one partition at a time holds some.
  @Override
  public void write(String part, int vnode, Batch rows) {
    int partition = partitions.of(vnode);
    if (partition != current) {
      pieces[current].flush();
      current = partition;
    }
    pieces[partition].write(part, vnode, rows);
  }

  /// What was written of a partition; null when there was nothing.
  @Nullable StatePiece finish(int partition) {
    return pieces[partition].finish();
  }
}
