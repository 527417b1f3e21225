package io.thalweg.exec.kernel.text;

import io.thalweg.exec.kernel.VectorModule;
import java.util.Arrays;

/// Finds byte strings in byte strings.
final class BytesSearch {
  /// Below so many bytes vectors do not pay.
  private static final int SHORT = 16;

  private BytesSearch() {}

  /// The first position in `from..to` where `part` starts, or -1.
  static int find(byte[] bytes, int from, int to, byte[] part) {
    return find(bytes, from, to, part, 0, part.length);
  }

  static int find(byte[] bytes, int from, int to, byte[] part, int partFrom, int partTo) {
    if (partFrom == partTo) {
      return from;
    }
    return VectorModule.isUsed() && to - from >= SHORT
        ? SearchVectors.find(bytes, from, to, part, partFrom, partTo)
        : findScalar(bytes, from, to, part, partFrom, partTo);
  }

  static int findScalar(byte[] bytes, int from, int to, byte[] part, int partFrom, int partTo) {
    int length = partTo - partFrom;
    byte first = part[partFrom];
    byte last = part[partTo - 1];
    int end = to - length;
    for (int i = from; i <= end; i++) {
      if (bytes[i] == first
          && bytes[i + length - 1] == last
          && isAt(bytes, i, part, partFrom, partTo)) {
        return i;
      }
    }
    return -1;
  }

  /// Whether `part` stands at `at`, where as many bytes are.
  static boolean isAt(byte[] bytes, int at, byte[] part, int partFrom, int partTo) {
    return Arrays.equals(bytes, at, at + partTo - partFrom, part, partFrom, partTo);
  }
}
