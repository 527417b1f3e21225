package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.join.pair.JoinPairs;
import io.thalweg.exec.join.pair.KeyColumns;
import io.thalweg.exec.kernel.compare.ValueOrder;
import java.util.ArrayList;
import java.util.List;

/// The pairs of which NOT IN does not know whether they are equal, because a key is NULL: each left
/// row with a NULL key against all right rows, and every left row against right rows with a NULL
/// key. Row by row, for they are few; one task's work.
final class NullAwareCheck {
  private final KeyColumns leftKeys;
  private final KeyColumns rightKeys;
  private final List<Batch> candidates = new ArrayList<>();
  private final JoinPairs pairs;

  private Batch left = Batch.of(0);
  private long[] matched = {};
  private FlatColumn[] leftColumns = {};
  private int next;
  private int candidate;
  private int row;

  NullAwareCheck(KeyColumns leftKeys, KeyColumns rightKeys, JoinTable table, JoinPairs pairs) {
    this.leftKeys = leftKeys;
    this.rightKeys = rightKeys;
    this.pairs = pairs;
    candidates.add(table.rows());
    candidates.addAll(table.unmatchable());
  }

  /// @param marks physical left rows that are out already; further ones are added
  void start(Batch batch, long[] marks) {
    left = batch;
    matched = marks;
    leftColumns = flat(leftKeys, batch);
    next = 0;
    candidate = 0;
    row = 0;
  }

  private static FlatColumn[] flat(KeyColumns keys, Batch batch) {
    return keys.ordinals().stream()
        .map(ordinal -> batch.column(ordinal).flatten())
        .toArray(FlatColumn[]::new);
  }

  /// Tests some pairs.
  ///
  /// @return whether all are tested
  boolean step() {
    while (next < left.rowCount()) {
      int leftRow = left.row(next);
      boolean skips =
          Bits.get(matched, leftRow) || (candidate == 0 && !hasNull(leftColumns, leftRow));
      Batch right = candidates.get(candidate);
      if (!skips && row < right.length()) {
        test(leftRow, right);
        return false;
      }
      row = 0;
      candidate++;
      if (candidate == candidates.size()) {
        candidate = 0;
        next++;
      }
    }
    return true;
  }

  private static boolean hasNull(FlatColumn[] columns, int row) {
    for (FlatColumn column : columns) {
      if (column.isNull(row)) {
        return true;
      }
    }
    return false;
  }

  private void test(int leftRow, Batch right) {
    FlatColumn[] rightColumns = flat(rightKeys, right);
    int count = 0;
    while (row < right.length() && count < pairs.capacity()) {
      if (mayBeEqual(leftRow, rightColumns, row)) {
        pairs.leftRows()[count] = leftRow;
        pairs.rightRows()[count++] = row;
      }
      row++;
    }
    pairs.setCount(count, false);
    pairs.test(left, right);
    pairs.markLeft(matched);
  }

  /// Whether no key of the pair is known to differ.
  private boolean mayBeEqual(int leftRow, FlatColumn[] rightColumns, int rightRow) {
    for (int i = 0; i < leftColumns.length; i++) {
      boolean known = !leftColumns[i].isNull(leftRow) && !rightColumns[i].isNull(rightRow);
      if (known && ValueOrder.compare(leftColumns[i], leftRow, rightColumns[i], rightRow) != 0) {
        return false;
      }
    }
    return true;
  }
}
