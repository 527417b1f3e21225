package io.thalweg.exec.checkpoint;

import io.thalweg.core.data.Batch;
import java.util.List;

/// Rows of one part of one operator's state on their way into a segment.
///
/// @param pieces in the order in which they were written
/// @param bytes that they hold on the heap, about
record StateRows(String identity, String part, List<Piece> pieces, long bytes) {

  /// Rows of one vnode; at least one.
  record Piece(int vnode, Batch rows) {}

  boolean isWeighted() {
    return pieces.stream().anyMatch(piece -> piece.rows().weights() != null);
  }

  int firstVnode() {
    return pieces.stream().mapToInt(Piece::vnode).min().orElse(0);
  }

  int lastVnode() {
    return pieces.stream().mapToInt(Piece::vnode).max().orElse(0);
  }
}
