package io.thalweg.exec.checkpoint.segment;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Rows of one part of one operator's state on their way into a segment. Immutable.
///
/// @param pieces in the order in which they were written
/// @param bytes that they hold on the heap, about
public record StateRows(String identity, String part, List<PackedRows> pieces, long bytes) {

  boolean isWeighted() {
    return pieces.stream().anyMatch(piece -> piece.weights() != null);
  }

  /// Of all pieces.
  public int rowCount() {
    return pieces.stream().mapToInt(PackedRows::rows).sum();
  }

  /// The least vnode with a row; 0 without rows.
  public int firstVnode() {
    return vnodes().min().orElse(0);
  }

  /// The greatest vnode with a row; 0 without rows.
  public int lastVnode() {
    return vnodes().max().orElse(0);
  }

  private IntStream vnodes() {
    return pieces.stream().flatMapToInt(piece -> Arrays.stream(piece.vnodes()));
  }
}
