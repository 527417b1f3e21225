package io.thalweg.exec.kernel.compare;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.Storage;

/// Comparison of booleans, a word of 64 rows at a time: false is below true.
final class BooleanCompare {
  private BooleanCompare() {}

  static long[] equal(FlatColumn left, FlatColumn right, int rows) {
    long[] a = Storage.bits(left);
    long[] b = Storage.bits(right);
    long[] bits = new long[Bits.words(rows)];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = ~(a[i] ^ b[i]);
    }
    return bits;
  }

  static long[] less(FlatColumn left, FlatColumn right, int rows) {
    long[] a = Storage.bits(left);
    long[] b = Storage.bits(right);
    long[] bits = new long[Bits.words(rows)];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = ~a[i] & b[i];
    }
    return bits;
  }
}
