package io.thalweg.connectors.files.parquet.write;

/// Writes the hybrid of run-length and bit-packed runs: levels and dictionary ids.
final class HybridEncoder {
  private static final int GROUP = 8;
  private static final int MAX_GROUPS = 1 << 20;

  private HybridEncoder() {}

  /// Appends `values[from..to)`, each of at most `width` bits.
  static void encode(int[] values, int from, int to, int width, Buffer out) {
    int packedFrom = from;
    int at = from;
    while (at < to) {
      int run = runLength(values, at, to);
      // A packed run holds whole groups, so a repeated run may begin only behind one.
      int borrowed = -(at - packedFrom) & (GROUP - 1);
      if (run - borrowed >= GROUP) {
        at += borrowed;
        packed(values, packedFrom, at, width, out);
        repeated(values[at], run - borrowed, width, out);
        at += run - borrowed;
        packedFrom = at;
      } else {
        at += run;
      }
    }
    packed(values, packedFrom, to, width, out);
  }

  private static int runLength(int[] values, int from, int to) {
    int value = values[from];
    int at = from + 1;
    while (at < to && values[at] == value) {
      at++;
    }
    return at - from;
  }

  private static void repeated(int value, int count, int width, Buffer out) {
    out.writeVarint(count << 1);
    for (int shift = 0; shift < width; shift += Byte.SIZE) {
      out.write(value >>> shift);
    }
  }

  private static void packed(int[] values, int from, int to, int width, Buffer out) {
    for (int at = from; at < to; at += MAX_GROUPS * GROUP) {
      int end = Math.min(to, at + MAX_GROUPS * GROUP);
      int groups = (end - at + GROUP - 1) / GROUP;
      out.writeVarint(groups << 1 | 1);
      pack(values, at, end, groups * GROUP, width, out);
    }
  }

  /// Packs values least significant bit first, with zeros up to `padded` values.
  private static void pack(int[] values, int from, int to, int padded, int width, Buffer out) {
    long word = 0;
    int bits = 0;
    for (int i = 0; i < padded; i++) {
      long value = from + i < to ? values[from + i] : 0;
      word |= value << bits;
      bits += width;
      while (bits >= Byte.SIZE) {
        out.write((int) word);
        word >>>= Byte.SIZE;
        bits -= Byte.SIZE;
      }
    }
  }
}
