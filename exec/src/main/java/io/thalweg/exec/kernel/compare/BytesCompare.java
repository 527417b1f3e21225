package io.thalweg.exec.kernel.compare;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.data.FlatColumn;
import io.thalweg.exec.kernel.Storage;
import java.util.Arrays;

/// Comparison of byte strings; for UTF-8 this is the order of code points.
final class BytesCompare {
  private BytesCompare() {}

  static long[] equal(FlatColumn left, FlatColumn right, int rows) {
    BytesColumn a = Storage.bytes(left);
    BytesColumn b = Storage.bytes(right);
    int[] ao = a.offsets();
    int[] bo = b.offsets();
    long[] bits = new long[Bits.words(rows)];
    for (int i = 0; i < rows; i++) {
      if (ao[i + 1] - ao[i] == bo[i + 1] - bo[i]
          && Arrays.equals(a.bytes(), ao[i], ao[i + 1], b.bytes(), bo[i], bo[i + 1])) {
        bits[i >> 6] |= 1L << i;
      }
    }
    return bits;
  }

  static long[] less(FlatColumn left, FlatColumn right, int rows) {
    BytesColumn a = Storage.bytes(left);
    BytesColumn b = Storage.bytes(right);
    int[] ao = a.offsets();
    int[] bo = b.offsets();
    long[] bits = new long[Bits.words(rows)];
    for (int i = 0; i < rows; i++) {
      if (Arrays.compareUnsigned(a.bytes(), ao[i], ao[i + 1], b.bytes(), bo[i], bo[i + 1]) < 0) {
        bits[i >> 6] |= 1L << i;
      }
    }
    return bits;
  }
}
