package io.thalweg.connectors.files.parquet.codec;

import io.thalweg.connectors.files.parquet.encoding.Words;

/// The copy within the output that Snappy and LZ4 share.
final class BackCopy {
  private BackCopy() {}

  /// Copies `count` bytes within `bytes` from `distance` before `to`; ranges may overlap, then the
  /// bytes repeat. May write up to 15 bytes more than asked.
  static void copy(byte[] bytes, int to, int distance, int count) {
    if (distance >= 8) {
      int from = to - distance;
      Words.putLong(bytes, to, Words.getLong(bytes, from));
      Words.putLong(bytes, to + 8, Words.getLong(bytes, from + 8));
      for (int done = 16; done < count; done += 16) {
        Words.putLong(bytes, to + done, Words.getLong(bytes, from + done));
        Words.putLong(bytes, to + done + 8, Words.getLong(bytes, from + done + 8));
      }
    } else {
      for (int i = 0; i < count; i++) {
        bytes[to + i] = bytes[to + i - distance];
      }
    }
  }
}
