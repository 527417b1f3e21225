package io.thalweg.exec.join.continuous;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.join.pair.JoinPairs;
import io.thalweg.exec.join.pair.KeyColumns;
import io.thalweg.exec.join.pair.PairRows;
import io.thalweg.exec.kernel.compare.ValueOrder;

/// For NOT IN: of pairs where keys are NULL, those of which no key is known to differ. Row by row,
/// for they are few. Stateless.
record NullableKeys(KeyColumns left, KeyColumns right) {

  /// Drops the other pairs.
  void keepCandidates(PairRows leftRows, PairRows rightRows, JoinPairs pairs) {
    if (left.ordinals().size() == 1) {
      // One of the two is NULL: nothing is known.
      return;
    }
    int count = pairs.count();
    boolean[] differs = new boolean[count];
    for (int key = 0; key < left.ordinals().size(); key++) {
      note(
          leftRows.pick(left.ordinals().get(key), pairs.leftRows(), count).flatten(),
          rightRows.pick(right.ordinals().get(key), pairs.rightRows(), count).flatten(),
          differs);
    }
    int kept = 0;
    for (int i = 0; i < count; i++) {
      pairs.leftRows()[kept] = pairs.leftRows()[i];
      pairs.rightRows()[kept] = pairs.rightRows()[i];
      kept += differs[i] ? 0 : 1;
    }
    pairs.setCount(kept, false);
  }

  private static void note(FlatColumn leftKey, FlatColumn rightKey, boolean[] differs) {
    for (int i = 0; i < differs.length; i++) {
      differs[i] |=
          !leftKey.isNull(i)
              && !rightKey.isNull(i)
              && ValueOrder.compare(leftKey, i, rightKey, i) != 0;
    }
  }
}
