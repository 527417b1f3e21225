package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Bits;
import io.thalweg.core.plan.JoinType;
import io.thalweg.exec.join.pair.JoinPairs;
import org.jspecify.annotations.Nullable;

/// One task's left rows against the right side, a batch at a time, in pieces of at most one output
/// batch.
abstract class JoinProbe {
  private static final Batch NO_ROWS = Batch.of(0);

  final JoinType type;
  final JoinPairs pairs;
  final RightSide right;

  Batch batch = NO_ROWS;

  /// The next row of the batch that counts.
  int next;

  /// Physical rows that matched, where that has to be remembered.
  long[] matched = {};

  boolean done = true;

  JoinProbe(JoinType type, JoinPairs pairs, RightSide right) {
    this.type = type;
    this.pairs = pairs;
    this.right = right;
  }

  /// Takes a batch; only when [#isDone].
  void start(Batch left) {
    batch = left;
    next = 0;
    done = false;
    if (remembersLeft()) {
      matched = new long[Bits.words(left.length())];
    }
  }

  /// Whether the batch has been worked off.
  final boolean isDone() {
    return done;
  }

  /// Whether it takes all pairs of a row to know what becomes of it.
  abstract boolean remembersLeft();

  /// Does a piece of the work; returns the rows it makes, if any.
  abstract @Nullable Batch step();

  /// Tests the pairs that were filled in, and returns the rows they make, if any.
  final @Nullable Batch testPairs() {
    pairs.test(batch, right.rows());
    if (remembersLeft()) {
      pairs.markLeft(matched);
    } else {
      done = next == batch.rowCount();
    }
    if (pairs.count() == 0 || type.yieldsLeftOnly()) {
      return null;
    }
    if (RightSide.isMarkedBy(type)) {
      markRight();
    }
    return type.yieldsRightOnly() ? null : pairs.batch(batch, right.rows());
  }

  private void markRight() {
    int[] rows = pairs.rightRows();
    for (int i = 0; i < pairs.count(); i++) {
      if (rows[i] >= 0) {
        right.mark(rows[i]);
      }
    }
  }

  /// The left rows that the marks decide about, after all pairs.
  final @Nullable Batch finishRemembered() {
    done = true;
    boolean wanted = type == JoinType.SEMI;
    int[] selection = new int[batch.rowCount()];
    int count = 0;
    for (int i = 0; i < selection.length; i++) {
      int row = batch.row(i);
      selection[count] = row;
      count += Bits.get(matched, row) == wanted ? 1 : 0;
    }
    Batch rows = selected(selection, count);
    return rows == null || type.yieldsLeftOnly() ? rows : pairs.leftAlone(rows);
  }

  final @Nullable Batch selected(int[] selection, int count) {
    if (count == 0) {
      return null;
    }
    return count == batch.length() ? batch : batch.withSelection(selection, count);
  }
}
