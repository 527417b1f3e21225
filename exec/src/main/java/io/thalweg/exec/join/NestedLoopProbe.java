package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Bits;
import io.thalweg.core.plan.JoinType;
import io.thalweg.exec.join.pair.JoinPairs;
import org.jspecify.annotations.Nullable;

/// Tests every left row with every right row.
final class NestedLoopProbe extends JoinProbe {
  private final boolean hasCondition;

  /// The next right row for the next left row.
  private int rightRow;

  NestedLoopProbe(JoinType type, boolean hasCondition, RightSide right, JoinPairs pairs) {
    super(type, pairs, right);
    this.hasCondition = hasCondition;
  }

  @Override
  void start(Batch left) {
    super.start(left);
    rightRow = 0;
  }

  @Override
  boolean remembersLeft() {
    return type.keepsLeft() || type.yieldsLeftOnly();
  }

  @Override
  @Nullable Batch step() {
    if (isOneToOne()) {
      done = true;
      return pairs.withRightRow(batch, right.rows());
    }
    if (next == batch.rowCount()) {
      return finishRemembered();
    }
    if (right.rows().length() == 0) {
      next = batch.rowCount();
      done = !remembersLeft();
      return null;
    }
    fill();
    return testPairs();
  }

  /// A scalar subquery's value beside every row: nothing is copied.
  private boolean isOneToOne() {
    return type == JoinType.INNER && !hasCondition && right.rows().length() == 1;
  }

  private void fill() {
    int[] left = pairs.leftRows();
    int[] rightRows = pairs.rightRows();
    int capacity = pairs.capacity();
    int length = right.rows().length();
    int count = 0;
    while (next < batch.rowCount() && count < capacity) {
      int row = batch.row(next);
      boolean decided = type.yieldsLeftOnly() && Bits.get(matched, row);
      int size = decided ? 0 : Math.min(length - rightRow, capacity - count);
      for (int i = 0; i < size; i++) {
        left[count + i] = row;
        rightRows[count + i] = rightRow + i;
      }
      count += size;
      rightRow += size;
      if (decided || rightRow == length) {
        next++;
        rightRow = 0;
      }
    }
    pairs.setCount(count, false);
  }
}
