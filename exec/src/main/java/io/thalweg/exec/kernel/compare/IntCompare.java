package io.thalweg.exec.kernel.compare;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.Storage;

/// Comparison of `int` values.
final class IntCompare {
  private IntCompare() {}

  static long[] equal(FlatColumn left, FlatColumn right, int rows) {
    int[] a = Storage.ints(left);
    int[] b = Storage.ints(right);
    long[] bits = new long[Bits.words(rows)];
    for (int word = 0; word < bits.length; word++) {
      int from = word << 6;
      int to = Math.min(rows, from + 64);
      long result = 0;
      for (int i = from; i < to; i++) {
        result |= (a[i] == b[i] ? 1L : 0L) << i;
      }
      bits[word] = result;
    }
    return bits;
  }

  static long[] less(FlatColumn left, FlatColumn right, int rows) {
    int[] a = Storage.ints(left);
    int[] b = Storage.ints(right);
    long[] bits = new long[Bits.words(rows)];
    for (int word = 0; word < bits.length; word++) {
      int from = word << 6;
      int to = Math.min(rows, from + 64);
      long result = 0;
      for (int i = from; i < to; i++) {
        result |= (a[i] < b[i] ? 1L : 0L) << i;
      }
      bits[word] = result;
    }
    return bits;
  }
}
