package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import java.util.List;

/// The complete right side of a join. Shared by all tasks.
///
/// Immutable but for the marks of matched rows, which tasks set without order and nobody reads
/// before all tasks have finished.
class RightSide {
  private final Batch rows;
  private final List<Batch> unmatchable;
  private final byte[] matched;

  /// @param rows those that can match, without a selection
  /// @param unmatchable rows with a NULL key, where they are wanted
  /// @param marks whether matched rows have to be marked
  RightSide(Batch rows, List<Batch> unmatchable, boolean marks) {
    this.rows = rows;
    this.unmatchable = List.copyOf(unmatchable);
    this.matched = marks ? new byte[rows.length()] : new byte[0];
  }

  final Batch rows() {
    return rows;
  }

  /// The rows that match nothing because of a NULL key.
  final List<Batch> unmatchable() {
    return unmatchable;
  }

  final boolean isEmpty() {
    return rows.length() == 0 && unmatchable.isEmpty();
  }

  final void mark(int row) {
    matched[row] = 1;
  }

  final boolean isMarked(int row) {
    return matched[row] != 0;
  }

  /// Heap bytes held.
  long sizeInBytes() {
    long bytes = rows.sizeInBytes() + matched.length;
    for (Batch batch : unmatchable) {
      bytes += batch.sizeInBytes();
    }
    return bytes;
  }
}
