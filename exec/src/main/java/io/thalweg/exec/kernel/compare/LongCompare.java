package io.thalweg.exec.kernel.compare;

/// Comparison of `long` values: sets the bits of the rows `from..rows)` of a bitmap that is zero
/// there. The scalar twin of [LongVectors].
final class LongCompare {
  private LongCompare() {}

  static void equal(long[] a, long[] b, int from, int rows, long[] bits) {
    for (int i = from; i < rows; i++) {
      bits[i >> 6] |= (a[i] == b[i] ? 1L : 0L) << i;
    }
  }

  static void less(long[] a, long[] b, int from, int rows, long[] bits) {
    for (int i = from; i < rows; i++) {
      bits[i >> 6] |= (a[i] < b[i] ? 1L : 0L) << i;
    }
  }

  static void equal(long[] a, long constant, int from, int rows, long[] bits) {
    for (int i = from; i < rows; i++) {
      bits[i >> 6] |= (a[i] == constant ? 1L : 0L) << i;
    }
  }

  static void less(long[] a, long constant, int from, int rows, long[] bits) {
    for (int i = from; i < rows; i++) {
      bits[i >> 6] |= (a[i] < constant ? 1L : 0L) << i;
    }
  }

  static void lessOrEqual(long[] a, long constant, int from, int rows, long[] bits) {
    for (int i = from; i < rows; i++) {
      bits[i >> 6] |= (a[i] <= constant ? 1L : 0L) << i;
    }
  }
}
