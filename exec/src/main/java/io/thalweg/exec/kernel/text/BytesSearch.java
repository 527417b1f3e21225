package io.thalweg.exec.kernel.text;

import java.util.Arrays;

/// Finds byte strings in byte strings.
final class BytesSearch {
  private BytesSearch() {}

  /// The first position in `from..to` where `part` starts, or -1.
  static int find(byte[] bytes, int from, int to, byte[] part) {
    return find(bytes, from, to, part, 0, part.length);
  }

  static int find(byte[] bytes, int from, int to, byte[] part, int partFrom, int partTo) {
    int length = partTo - partFrom;
    if (length == 0) {
      return from;
    }
    byte first = part[partFrom];
    byte last = part[partTo - 1];
    int end = to - length;
    for (int i = from; i <= end; i++) {
      if (bytes[i] == first
          && bytes[i + length - 1] == last
          && Arrays.equals(bytes, i, i + length, part, partFrom, partTo)) {
        return i;
      }
    }
    return -1;
  }
}
