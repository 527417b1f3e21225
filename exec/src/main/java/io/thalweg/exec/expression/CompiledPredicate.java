package io.thalweg.exec.expression;

import io.thalweg.core.connector.Predicate;
import io.thalweg.core.data.Batch;
import io.thalweg.exec.kernel.select.Selections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conjunction. A conjunct that cannot fail runs over all physical rows while most of them are
/// selected, which saves gathering its columns; otherwise it sees the rows that are left.
final class CompiledPredicate implements Predicate {
  /// One selected row in so many makes it worth while to compute all.
  private static final int DENSE = 2;

  private final List<Node> conjuncts;

  CompiledPredicate(List<Node> conjuncts) {
    this.conjuncts = conjuncts;
  }

  @Override
  public int select(Batch batch, int[] selection) {
    int @Nullable [] rows = batch.selection();
    int count = batch.rowCount();
    int length = batch.length();
    Frame whole = Frame.of(batch, null, length);
    for (Node conjunct : conjuncts) {
      if (count == 0) {
        return 0;
      }
      if (rows == null) {
        count = Selections.ofTrue(conjunct.evaluate(whole), selection);
      } else if (!conjunct.canFail() && (long) count * DENSE >= length) {
        count = Selections.retainTrue(conjunct.evaluate(whole), rows, count, selection);
      } else {
        Frame left = Frame.of(batch, rows, count);
        count = Selections.retainPositions(conjunct.evaluate(left), rows, count, selection);
      }
      rows = selection;
    }
    if (rows == null) {
      return Selections.all(count, selection);
    }
    if (rows != selection) {
      System.arraycopy(rows, 0, selection, 0, count);
    }
    return count;
  }
}
