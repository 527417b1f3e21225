package io.thalweg.exec.expression;

import io.thalweg.core.connector.Predicate;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Bits;
import io.thalweg.exec.kernel.select.Selections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conjunction.
///
/// While most rows pass, conjuncts that cannot fail run over all physical rows and their bitmaps
/// are intersected, which saves gathering columns; so do cheap ones at any time. Others see only
/// the rows that are left.
final class CompiledPredicate implements Predicate {
  /// One row left in so many makes it worth while to compute all.
  private static final int DENSE = 2;

  private final List<Node> conjuncts;

  CompiledPredicate(List<Node> conjuncts) {
    this.conjuncts = conjuncts;
  }

  @Override
  public int select(Batch batch, int[] selection) {
    int @Nullable [] rows = batch.selection();
    int count = batch.rowCount();
    Frame whole = Frame.of(batch, null, batch.length());
    int next = 0;
    if (rows == null) {
      long[] alive = Bits.allSet(count);
      for (; next < conjuncts.size() && count > 0; next++) {
        Node conjunct = conjuncts.get(next);
        if (!runsOnAll(conjunct, whole, count)) {
          break;
        }
        long[] truth = Selections.truth(conjunct.evaluate(whole));
        for (int i = 0; i < alive.length; i++) {
          alive[i] &= truth[i];
        }
        count = Bits.count(alive, batch.length());
      }
      Selections.rowsOf(alive, batch.length(), selection);
      rows = selection;
    }
    for (; next < conjuncts.size() && count > 0; next++) {
      Node conjunct = conjuncts.get(next);
      count =
          runsOnAll(conjunct, whole, count)
              ? Selections.retainTrue(conjunct.evaluate(whole), rows, count, selection)
              : Selections.retainPositions(
                  conjunct.evaluate(Frame.of(batch, rows, count)), rows, count, selection);
      rows = selection;
    }
    if (rows != selection) {
      System.arraycopy(rows, 0, selection, 0, count);
    }
    return count;
  }

  private static boolean runsOnAll(Node conjunct, Frame whole, int count) {
    int length = whole.count();
    return count == length
        || !conjunct.canFail() && ((long) count * DENSE >= length || conjunct.isCheap(whole));
  }
}
