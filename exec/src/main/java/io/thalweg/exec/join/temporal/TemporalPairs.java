package io.thalweg.exec.join.temporal;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Bits;
import io.thalweg.core.plan.JoinType;
import io.thalweg.exec.join.pair.JoinPairs;
import io.thalweg.exec.join.pair.PairRows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Makes the rows of a temporal join of left rows and the versions they had and have. Used by one
/// task.
final class TemporalPairs {
  private final JoinType type;
  private final JoinPairs pairs;
  private final PairRows versions;

  /// @param pairs room for two per left row
  TemporalPairs(JoinType type, JoinPairs pairs, PairRows versions) {
    this.type = type;
    this.pairs = pairs;
    this.versions = versions;
  }

  /// The most left rows at once.
  int capacity() {
    return pairs.capacity() / 2;
  }

  /// What was shown of a left row, or is to be shown.
  ///
  /// @param rows by left row: its version, -1 for none
  /// @param weights by left row
  record Shown(int[] rows, int[] weights) {
    /// No row is shown.
    static Shown nothing(int count) {
      int[] none = new int[count];
      Arrays.fill(none, -1);
      return new Shown(none, new int[count]);
    }
  }

  /// The rows that turn `before` into `now`; null for none.
  ///
  /// @param left without a selection
  @Nullable Batch changes(Batch left, Shown before, Shown now) {
    PairRows source = PairRows.of(left);
    keepMatching(source, left.length(), before.rows());
    keepMatching(source, left.length(), now.rows());
    int[] weights = new int[2 * left.length()];
    int count = 0;
    for (int i = 0; i < left.length(); i++) {
      boolean same = before.rows()[i] == now.rows()[i];
      int gone = same ? now.weights()[i] - before.weights()[i] : -before.weights()[i];
      count = add(i, before.rows()[i], gone, weights, count);
      count = add(i, now.rows()[i], same ? 0 : now.weights()[i], weights, count);
    }
    return count == 0
        ? null
        : batch(left, source, count).withWeights(JoinPairs.unlessOnes(weights, count));
  }

  /// Rows whose version fails the residual condition have none.
  private void keepMatching(PairRows left, int count, int[] rows) {
    int matched = 0;
    for (int i = 0; i < count; i++) {
      pairs.leftRows()[matched] = i;
      pairs.rightRows()[matched] = rows[i];
      matched += rows[i] < 0 ? 0 : 1;
    }
    pairs.setCount(matched, false);
    pairs.test(left, versions);
    if (pairs.count() == matched) {
      return;
    }
    long[] kept = new long[Bits.words(count)];
    pairs.markLeft(kept);
    for (int i = 0; i < count; i++) {
      rows[i] = Bits.get(kept, i) ? rows[i] : -1;
    }
  }

  private int add(int leftRow, int version, int weight, int[] weights, int count) {
    if (weight == 0 || (version < 0 && type == JoinType.INNER)) {
      return count;
    }
    pairs.leftRows()[count] = leftRow;
    pairs.rightRows()[count] = version;
    weights[count] = weight;
    return count + 1;
  }

  private Batch batch(Batch left, PairRows source, int count) {
    int unmatched = 0;
    for (int i = 0; i < count; i++) {
      unmatched += pairs.rightRows()[i] >>> (Integer.SIZE - 1);
    }
    if (unmatched == count) {
      Batch chosen = left.withWeights(null).withSelection(pairs.leftRows(), count).compact();
      return pairs.leftAlone(chosen);
    }
    pairs.setCount(count, unmatched > 0);
    return pairs.batch(source, versions);
  }
}
