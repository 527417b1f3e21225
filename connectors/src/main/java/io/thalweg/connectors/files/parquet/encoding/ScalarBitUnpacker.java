package io.thalweg.connectors.files.parquet.encoding;

import java.util.Arrays;

/// One unaligned load, a shift and a mask per value.
final class ScalarBitUnpacker extends BitUnpacker {
  private static final int WORD = 8;

  @Override
  void unpack(byte[] page, int from, int width, int first, int[] out, int at, int count) {
    if (width == 0) {
      Arrays.fill(out, at, at + count, 0);
      return;
    }
    long mask = (1L << width) - 1;
    long bit = (long) first * width;
    int safe = safeCount(page.length, from, width, first, count);
    for (int i = 0; i < safe; i++) {
      out[at + i] = (int) (Words.getLong(page, from + (int) (bit >>> 3)) >>> (bit & 7) & mask);
      bit += width;
    }
    for (int i = safe; i < count; i++) {
      out[at + i] = (int) (tail(page, from + (int) (bit >>> 3)) >>> (bit & 7) & mask);
      bit += width;
    }
  }

  /// How many of the values can be loaded with a whole word inside the array.
  private static int safeCount(int length, int from, int width, int first, int count) {
    long lastBit = ((long) length - WORD - from) * 8;
    long values = lastBit < 0 ? 0 : lastBit / width + 1 - first;
    return Math.clamp(values, 0, count);
  }

  private static long tail(byte[] page, int at) {
    long word = 0;
    for (int i = Math.min(page.length, at + WORD) - 1; i >= at; i--) {
      word = word << 8 | (page[i] & 0xff);
    }
    return word;
  }
}
