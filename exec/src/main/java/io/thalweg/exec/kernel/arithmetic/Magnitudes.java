package io.thalweg.exec.kernel.arithmetic;

import io.thalweg.core.data.Int128Column;
import io.thalweg.exec.kernel.VectorModule;

/// How large the numbers of a batch are: products of small ones need no checks.
public final class Magnitudes {
  private Magnitudes() {}

  /// The bits that the number furthest from zero needs, without its sign: 0 to 63. NULL rows count.
  public static int bits(long[] values, int rows) {
    long all =
        VectorModule.isUsed() ? ArithmeticVectors.spread(values, rows) : spread(values, 0, rows);
    return Long.SIZE - Long.numberOfLeadingZeros(all);
  }

  /// All bits by which a number differs from its sign.
  static long spread(long[] values, int from, int rows) {
    long all = 0;
    for (int i = from; i < rows; i++) {
      all |= values[i] ^ values[i] >> 63;
    }
    return all;
  }

  /// Whether every 128-bit number is a `long`.
  static boolean areLong(Int128Column column, int rows) {
    return column.isNarrow() || areLong(column.high(), column.low(), rows);
  }

  private static boolean areLong(long[] high, long[] low, int rows) {
    return (VectorModule.isUsed()
            ? ArithmeticVectors.difference(high, low, rows)
            : difference(high, low, 0, rows))
        == 0;
  }

  /// All bits by which upper halves differ from the signs of the lower ones.
  static long difference(long[] high, long[] low, int from, int rows) {
    long all = 0;
    for (int i = from; i < rows; i++) {
      all |= high[i] ^ low[i] >> 63;
    }
    return all;
  }
}
