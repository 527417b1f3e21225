package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The rows of the right side that matched nothing, a batch at a time. One task's work.
final class UnmatchedRows {
  private final Batch rows;
  private final IntPredicate isMarked;
  private final List<Batch> others;
  private final int batchRows;
  private int next;
  private int nextOther;
  private int offset;

  /// @param others rows that could not match anything
  UnmatchedRows(Batch rows, IntPredicate isMarked, List<Batch> others, int batchRows) {
    this.rows = rows;
    this.isMarked = isMarked;
    this.others = others;
    this.batchRows = batchRows;
  }

  /// The next rows; null when there are no more.
  @Nullable Batch next() {
    int[] unmatched = new int[batchRows];
    int count = 0;
    while (next < rows.length() && count < batchRows) {
      unmatched[count] = next;
      count += isMarked.test(next) ? 0 : 1;
      next++;
    }
    if (count > 0) {
      return rows.withSelection(unmatched, count).compact();
    }
    if (nextOther == others.size()) {
      return null;
    }
    Batch other = others.get(nextOther);
    int size = Math.min(batchRows, other.length() - offset);
    Batch slice = other.slice(offset, size);
    offset += size;
    if (offset == other.length()) {
      offset = 0;
      nextOther++;
    }
    return slice;
  }
}
