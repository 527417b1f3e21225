package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import io.thalweg.core.plan.JoinType;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// The complete right side of a join. Shared by all tasks.
///
/// Immutable but for the marks of matched rows, which tasks set without order and nobody reads
/// before all tasks have finished.
class RightSide {
  private final Batch rows;
  private final List<Batch> unmatchable;
  private final byte[] matched;
  private final AtomicInteger claimed = new AtomicInteger();
  private final AtomicBoolean unmatchableClaimed = new AtomicBoolean();

  /// @param rows those that can match, without a selection
  /// @param unmatchable rows with a NULL key, where they are wanted
  /// @param marks whether matched rows have to be marked
  RightSide(Batch rows, List<Batch> unmatchable, boolean marks) {
    this.rows = rows;
    this.unmatchable = List.copyOf(unmatchable);
    this.matched = marks ? new byte[rows.length()] : new byte[0];
  }

  /// Whether a join of this type has to know which right rows matched.
  static boolean isMarkedBy(JoinType type) {
    return type.keepsRight() || type.yieldsRightOnly();
  }

  /// The first of the next `count` rows of which a task decides whether they are emitted; the rows
  /// behind them are for the next that asks.
  final int claim(int count) {
    return claimed.getAndAdd(count);
  }

  /// Lets one task emit the rows that could not match.
  final boolean claimUnmatchable() {
    return unmatchableClaimed.compareAndSet(false, true);
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
