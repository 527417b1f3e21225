package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import io.thalweg.core.plan.JoinType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of the right side that are emitted after all probing, by whether they matched: a batch
/// at a time, while other tasks take other rows. One task's work.
final class UnmatchedRows {
  private static final int CLAIM = 1 << 14;

  private final RightSide right;
  private final boolean wantsMatched;
  private final List<Batch> others;
  private final int batchRows;
  private int next;
  private int end;
  private int nextOther;
  private int offset;

  UnmatchedRows(RightSide right, JoinType type, int batchRows) {
    this.right = right;
    this.wantsMatched = type == JoinType.RIGHT_SEMI;
    // Rows that could not match.
    boolean takesOthers = !wantsMatched && right.claimUnmatchable();
    this.others = takesOthers ? right.unmatchable() : List.of();
    this.batchRows = batchRows;
  }

  /// The next rows; null when there are no more.
  @Nullable Batch next() {
    int[] chosen = new int[batchRows];
    int count = 0;
    while (count < batchRows && hasClaimed()) {
      chosen[count] = next;
      count += right.isMarked(next) == wantsMatched ? 1 : 0;
      next++;
    }
    return count > 0 ? right.rows().withSelection(chosen, count).compact() : nextOther();
  }

  private boolean hasClaimed() {
    int length = right.rows().length();
    if (next == end && next < length) {
      next = Math.min(length, right.claim(CLAIM));
      end = Math.min(length, next + CLAIM);
    }
    return next < end;
  }

  private @Nullable Batch nextOther() {
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
