package io.thalweg.exec.expression;

import io.thalweg.core.data.Column;
import io.thalweg.exec.kernel.ColumnGather;
import java.util.List;

/// Puts rows that were computed apart back in order.
final class Parts {
  private Parts() {}

  /// Row `i` is the next unread row of `parts[source[i]]`.
  static Column merge(List<? extends Column> parts, int[] source, int rows) {
    int[] next = new int[parts.size()];
    int[] row = new int[rows];
    for (int i = 0; i < rows; i++) {
      row[i] = next[source[i]]++;
    }
    return ColumnGather.gather(parts, source, row, rows);
  }
}
