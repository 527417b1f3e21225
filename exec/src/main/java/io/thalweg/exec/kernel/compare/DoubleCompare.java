package io.thalweg.exec.kernel.compare;

/// Comparison of `double` values: sets the bits of the rows `from..rows)` of a bitmap that is zero
/// there. NaN equals NaN and is above all others; a constant is not NaN. The scalar twin of
/// [DoubleVectors].
final class DoubleCompare {
  private DoubleCompare() {}

  static void equal(double[] a, double[] b, int from, int rows, long[] bits) {
    for (int i = from; i < rows; i++) {
      bits[i >> 6] |= (a[i] == b[i] || (Double.isNaN(a[i]) && Double.isNaN(b[i])) ? 1L : 0L) << i;
    }
  }

  static void less(double[] a, double[] b, int from, int rows, long[] bits) {
    for (int i = from; i < rows; i++) {
      bits[i >> 6] |= (a[i] < b[i] || (!Double.isNaN(a[i]) && Double.isNaN(b[i])) ? 1L : 0L) << i;
    }
  }

  static void equal(double[] a, double constant, int from, int rows, long[] bits) {
    for (int i = from; i < rows; i++) {
      bits[i >> 6] |= (a[i] == constant ? 1L : 0L) << i;
    }
  }

  static void less(double[] a, double constant, int from, int rows, long[] bits) {
    for (int i = from; i < rows; i++) {
      bits[i >> 6] |= (a[i] < constant ? 1L : 0L) << i;
    }
  }

  static void lessOrEqual(double[] a, double constant, int from, int rows, long[] bits) {
    for (int i = from; i < rows; i++) {
      bits[i >> 6] |= (a[i] <= constant ? 1L : 0L) << i;
    }
  }
}
