package io.thalweg.exec.checkpoint;

import io.thalweg.core.data.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Rows of one part of one operator's state on their way into a segment.
///
/// @param pieces in the order in which they were written
/// @param bytes that they hold on the heap, about
record StateRows(String identity, String part, List<Piece> pieces, long bytes) {

  /// Some rows, at least one.
  ///
  /// @param vnodes the rows' vnodes, as runs
  /// @param counts the rows of each run, of those that count
  record Piece(int[] vnodes, int[] counts, Batch rows) {

    /// Rows of one vnode.
    static Piece of(int vnode, Batch rows) {
      return new Piece(new int[] {vnode}, new int[] {rows.rowCount()}, rows);
    }

    /// @param vnodeOf by row
    /// @param rows without selection
    static Piece of(int[] vnodeOf, Batch rows) {
      int[] vnodes = new int[rows.length()];
      int[] counts = new int[rows.length()];
      int runs = 0;
      for (int row = 0; row < rows.length(); row++) {
        if (runs == 0 || vnodes[runs - 1] != vnodeOf[row]) {
          vnodes[runs++] = vnodeOf[row];
        }
        counts[runs - 1]++;
      }
      return new Piece(Arrays.copyOf(vnodes, runs), Arrays.copyOf(counts, runs), rows);
    }
  }

  boolean isWeighted() {
    return pieces.stream().anyMatch(piece -> piece.rows().weights() != null);
  }

  int rowCount() {
    return pieces.stream().mapToInt(piece -> piece.rows().rowCount()).sum();
  }

  int firstVnode() {
    return vnodes().min().orElse(0);
  }

  int lastVnode() {
    return vnodes().max().orElse(0);
  }

  private IntStream vnodes() {
    return pieces.stream().flatMapToInt(piece -> Arrays.stream(piece.vnodes()));
  }
}
