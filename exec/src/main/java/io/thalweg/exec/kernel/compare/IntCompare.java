package io.thalweg.exec.kernel.compare;

/// Comparison of `int` values: sets the bits of the rows `from..rows)` of a bitmap that is zero
/// there. The scalar twin of [IntVectors].
final class IntCompare {
  private IntCompare() {}

  static void equal(int[] a, int[] b, int from, int rows, long[] bits) {
    for (int i = from; i < rows; i++) {
      bits[i >> 6] |= (a[i] == b[i] ? 1L : 0L) << i;
    }
  }

  static void less(int[] a, int[] b, int from, int rows, long[] bits) {
    for (int i = from; i < rows; i++) {
      bits[i >> 6] |= (a[i] < b[i] ? 1L : 0L) << i;
    }
  }

  static void equal(int[] a, int constant, int from, int rows, long[] bits) {
    for (int i = from; i < rows; i++) {
      bits[i >> 6] |= (a[i] == constant ? 1L : 0L) << i;
    }
  }

  static void less(int[] a, int constant, int from, int rows, long[] bits) {
    for (int i = from; i < rows; i++) {
      bits[i >> 6] |= (a[i] < constant ? 1L : 0L) << i;
    }
  }

  static void lessOrEqual(int[] a, int constant, int from, int rows, long[] bits) {
    for (int i = from; i < rows; i++) {
      bits[i >> 6] |= (a[i] <= constant ? 1L : 0L) << i;
    }
  }
}
