package io.thalweg.exec.spill;

import io.thalweg.exec.operator.Snapshot;
import io.thalweg.exec.operator.StateWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Gives a checkpoint what is in files, a segment at a time. The files stay until it is done,
/// whatever becomes of the partition meanwhile. Used by the operator's task, also while a call runs
/// elsewhere: it only reads.
final class PieceCopy implements Snapshot, AutoCloseable {
  private final Deque<StatePiece> pieces = new ArrayDeque<>();
  private final StateWriter target;
  private int next;

  PieceCopy(List<StatePiece> pieces, StateWriter target) {
    pieces.forEach(piece -> this.pieces.add(piece.used()));
    this.target = target;
  }

  @Override
  public boolean advance() {
    StatePiece piece = pieces.peekFirst();
    if (piece == null) {
      return true;
    }
    piece.copyTo(target, next++);
    if (next == piece.segments()) {
      next = 0;
      pieces.removeFirst().unused();
    }
    return pieces.isEmpty();
  }

  @Override
  public void close() {
    pieces.forEach(StatePiece::unused);
    pieces.clear();
  }
}
