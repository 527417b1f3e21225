package io.thalweg.exec.expression;

import io.thalweg.core.data.FlatColumn;
import org.jspecify.annotations.Nullable;

/// A constant repeated for kernels that want one value per row; kept from batch to batch.
final class Expansion {
  private @Nullable FlatColumn value;
  private @Nullable FlatColumn repeated;

  /// `rows` times the only row of `constant`.
  FlatColumn of(FlatColumn constant, int rows) {
    FlatColumn known = repeated;
    if (value != constant || known == null || known.length() < rows) {
      int capacity = Integer.highestOneBit(Math.max(rows - 1, 1)) << 1;
      known = constant.gather(new int[capacity], capacity);
      value = constant;
      repeated = known;
    }
    return known.length() == rows ? known : known.slice(0, rows);
  }
}
