package io.thalweg.exec.join.pair;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;

/// One side of pairs of rows: where the columns of numbered rows come from.
@FunctionalInterface
public interface PairRows {

  /// Column `ordinal` of the rows `rows[0..count)`.
  Column pick(int ordinal, int[] rows, int count);

  /// The physical rows of a batch.
  static PairRows of(Batch batch) {
    return (ordinal, rows, count) -> {
      Column column = batch.column(ordinal);
      return isEveryRow(rows, count, column.length()) ? column : column.gather(rows, count);
    };
  }

  /// Whether these are all rows, in order: nothing to copy.
  static boolean isEveryRow(int[] rows, int count, int length) {
    if (count != length || (count > 0 && rows[count - 1] != count - 1)) {
      return false;
    }
    int different = 0;
    for (int i = 0; i < count; i++) {
      different |= rows[i] ^ i;
    }
    return different == 0;
  }
}
