package io.thalweg.connectors.files.parquet.read;

/// Moves the densely decoded values of a page to the rows that are not NULL, in place and from the
/// back. Rows that are NULL keep some other row's value.
final class Spread {
  private Spread() {}

  static void ints(int[] values, long[] validity, int rows, int count) {
    int next = count;
    for (int row = rows - 1; row >= next && next > 0; row--) {
      if ((validity[row >> 6] >>> row & 1) != 0) {
        values[row] = values[--next];
      }
    }
  }

  static void longs(long[] values, long[] validity, int rows, int count) {
    int next = count;
    for (int row = rows - 1; row >= next && next > 0; row--) {
      if ((validity[row >> 6] >>> row & 1) != 0) {
        values[row] = values[--next];
      }
    }
  }

  static void bits(long[] values, long[] validity, int rows, int count) {
    int next = count;
    for (int row = rows - 1; row >= next && next > 0; row--) {
      if ((validity[row >> 6] >>> row & 1) != 0) {
        next--;
        long bit = values[next >> 6] >>> next & 1;
        values[row >> 6] = (values[row >> 6] & ~(1L << row)) | bit << row;
      }
    }
  }
}
