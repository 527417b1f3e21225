package io.thalweg.connectors.files.parquet.encoding;

/// Moves bits from pages (least significant bit first) into bitmaps at any position.
final class BitCopy {
  private static final int STEP = 56;

  private BitCopy() {}

  /// Sets `count` bits from bit `at` on.
  static void fill(long[] out, int at, int count) {
    int to = at + count;
    int firstWord = at >> 6;
    int lastWord = (to - 1) >> 6;
    long head = -1L << at;
    long tail = -1L >>> -to;
    if (firstWord == lastWord) {
      out[firstWord] |= head & tail;
      return;
    }
    out[firstWord] |= head;
    for (int i = firstWord + 1; i < lastWord; i++) {
      out[i] = -1L;
    }
    out[lastWord] |= tail;
  }

  /// Copies `count` bits from bit `first` behind byte `from` to bit `at` of `out`, which is zero
  /// there, and returns how many are set.
  static int copy(byte[] page, int from, int first, long[] out, int at, int count) {
    int ones = 0;
    int done = 0;
    while (done < count) {
      int n = Math.min(STEP, count - done);
      long bits = load(page, from, first + done) & (1L << n) - 1;
      ones += Long.bitCount(bits);
      int to = at + done;
      out[to >> 6] |= bits << to;
      if ((to & 63) + n > 64) {
        out[(to >> 6) + 1] |= bits >>> -to;
      }
      done += n;
    }
    return ones;
  }

  static int count(byte[] page, int from, int first, int count) {
    int ones = 0;
    for (int done = 0; done < count; done += STEP) {
      int n = Math.min(STEP, count - done);
      ones += Long.bitCount(load(page, from, first + done) & (1L << n) - 1);
    }
    return ones;
  }

  /// At least 56 bits from bit `bit` behind byte `from`; zeros behind the array's end.
  private static long load(byte[] page, int from, int bit) {
    int at = from + (bit >>> 3);
    if (at <= page.length - 8) {
      return Words.getLong(page, at) >>> (bit & 7);
    }
    long word = 0;
    for (int i = page.length - 1; i >= at; i--) {
      word = word << 8 | (page[i] & 0xff);
    }
    return word >>> (bit & 7);
  }
}
