package io.thalweg.exec.spill;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.operator.SpillSpace;
import io.thalweg.exec.operator.StateWriter;
import org.jspecify.annotations.Nullable;

/// Takes one snapshot apart into those of its partitions. Used once, where blocking is allowed.
final class ScatterWriter implements StateWriter {
  /// Enough that each vnode has some rows of a piece.
  private static final int PIECE_ROWS = 1 << 15;

  private final Partitions partitions;
  private final boolean full;
  private final PieceWriter[] pieces;
  private final long mostHeld;
  private long held;

  /// @param mostHeld rows that are held in all until they are written, in bytes
  ScatterWriter(Partitions partitions, SpillSpace space, boolean full, long mostHeld) {
    this.partitions = partitions;
    this.full = full;
    this.mostHeld = mostHeld;
    this.pieces = new PieceWriter[partitions.count()];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = new PieceWriter(space, full, Long.MAX_VALUE);
    }
  }

  @Override
  public boolean full() {
    return full;
  }

  @Override
  public int pieceRows() {
    return PIECE_ROWS;
  }

  @Override
  public void write(String part, int vnode, Batch rows) {
    PieceWriter piece = pieces[partitions.of(vnode)];
    long before = piece.heldBytes();
    piece.write(part, vnode, rows);
    held += piece.heldBytes() - before;
    if (held >= mostHeld) {
      for (PieceWriter each : pieces) {
        each.flush();
      }
      held = 0;
    }
  }

  /// What was written of a partition; null when there was nothing.
  @Nullable StatePiece finish(int partition) {
    return pieces[partition].finish();
  }
}
