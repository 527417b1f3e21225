package io.thalweg.exec.kernel.compare;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.core.data.Int128Column;
import io.thalweg.exec.kernel.Storage;

/// Comparison of 128-bit values.
final class WideCompare {
  private WideCompare() {}

  static long[] equal(FlatColumn left, FlatColumn right, int rows) {
    Int128Column a = Storage.wide(left);
    Int128Column b = Storage.wide(right);
    long[] ah = a.high();
    long[] al = a.low();
    long[] bh = b.high();
    long[] bl = b.low();
    long[] bits = new long[Bits.words(rows)];
    for (int i = 0; i < rows; i++) {
      bits[i >> 6] |= (((ah[i] ^ bh[i]) | (al[i] ^ bl[i])) == 0 ? 1L : 0L) << i;
    }
    return bits;
  }

  static long[] less(FlatColumn left, FlatColumn right, int rows) {
    Int128Column a = Storage.wide(left);
    Int128Column b = Storage.wide(right);
    long[] ah = a.high();
    long[] al = a.low();
    long[] bh = b.high();
    long[] bl = b.low();
    long[] bits = new long[Bits.words(rows)];
    for (int i = 0; i < rows; i++) {
      boolean lowLess = al[i] + Long.MIN_VALUE < bl[i] + Long.MIN_VALUE;
      boolean less = ah[i] < bh[i] || (ah[i] == bh[i] && lowLess);
      bits[i >> 6] |= (less ? 1L : 0L) << i;
    }
    return bits;
  }
}
