package io.thalweg.connectors.files.parquet.read;

/// Row numbers without gaps, shared between scans.
final class Rows {
  private static final int SHARED = 2048;
  private static final int[] FIRST = make(SHARED);

  private Rows() {}

  /// An array that begins with `0, 1, …, count - 1`; never to be written.
  static int[] first(int count) {
    return count <= SHARED ? FIRST : make(count);
  }

  private static int[] make(int count) {
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = i;
    }
    return rows;
  }
}
