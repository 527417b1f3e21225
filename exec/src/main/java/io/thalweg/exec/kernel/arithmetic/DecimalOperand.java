package io.thalweg.exec.kernel.arithmetic;

import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.core.data.IntColumn;
import io.thalweg.core.data.LongColumn;

/// Reads exact numbers of any layout as 128-bit halves.
public final class DecimalOperand {
  private DecimalOperand() {}

  /// The same values with 128 bits: INT and LONG columns are sign-extended, wide ones returned.
  public static Int128Column widen(FlatColumn column, int rows) {
    return switch (column) {
      case Int128Column wide -> wide;
      case LongColumn longs -> Int128Column.ofLongs(rows, longs.values(), column.validity());
      case IntColumn ints -> {
        long[] low = new long[rows];
        int[] values = ints.values();
        for (int i = 0; i < rows; i++) {
          low[i] = values[i];
        }
        yield Int128Column.ofLongs(rows, low, column.validity());
      }
      default -> throw new IllegalStateException("no number: " + column.layout());
    };
  }
}
