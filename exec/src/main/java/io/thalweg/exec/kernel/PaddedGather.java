package io.thalweg.exec.kernel;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ConstantColumn;
import io.thalweg.core.data.DictionaryColumn;
import io.thalweg.core.data.FlatColumn;

/// Picks rows of a column where some places have no row and become NULL.
public final class PaddedGather {
  private PaddedGather() {}

  /// Row `i` of the result is row `rows[i]` of `source`, or NULL where `rows[i]` is negative.
  public static Column gather(Column source, int[] rows, int count) {
    int missing = 0;
    for (int i = 0; i < count; i++) {
      missing += rows[i] >>> (Integer.SIZE - 1);
    }
    if (missing == 0) {
      return source.gather(rows, count);
    }
    if (missing == count || source.length() == 0) {
      return ConstantColumn.ofNull(source, count);
    }
    int[] safe = new int[count];
    long[] present = new long[Bits.words(count)];
    for (int i = 0; i < count; i++) {
      if (rows[i] >= 0) {
        safe[i] = rows[i];
        Bits.set(present, i);
      }
    }
    return mask(source.gather(safe, count), present);
  }

  private static Column mask(Column column, long[] present) {
    return switch (column) {
      case FlatColumn flat -> mask(flat, present);
      case DictionaryColumn dictionary ->
          new DictionaryColumn(
              dictionary.length(),
              dictionary.ids(),
              dictionary.values(),
              Bits.and(dictionary.validity(), present, dictionary.length()));
      case ConstantColumn constant -> mask(constant.flatten(), present);
    };
  }

  private static FlatColumn mask(FlatColumn column, long[] present) {
    return column.withValidity(Bits.and(column.validity(), present, column.length()));
  }
}
