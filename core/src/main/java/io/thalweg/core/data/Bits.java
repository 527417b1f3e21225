package io.thalweg.core.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bitmaps in `long[]`: bit `i` is bit `i & 63` of word `i >> 6`. Validity has 1 for "not NULL".
///
/// Bits behind the last row are unspecified.
public final class Bits {
  private Bits() {}

  /// Words needed for `bits` bits.
  public static int words(int bits) {
    return (bits + 63) >>> 6;
  }

  public static boolean get(long[] bits, int index) {
    return (bits[index >> 6] >>> index & 1) != 0;
  }

  public static void set(long[] bits, int index) {
    bits[index >> 6] |= 1L << index;
  }

  public static void clear(long[] bits, int index) {
    bits[index >> 6] &= ~(1L << index);
  }

  /// Whether row `index` is valid under a bitmap that may be absent (all valid).
  public static boolean isValid(long @Nullable [] validity, int index) {
    return validity == null || get(validity, index);
  }

  /// A bitmap with the first `bits` bits set.
  public static long[] allSet(int bits) {
    long[] words = new long[words(bits)];
    Arrays.fill(words, -1L);
    return words;
  }

  /// The number of set bits among the first `bits`.
  public static int count(long[] words, int bits) {
    int count = 0;
    int full = bits >> 6;
    for (int i = 0; i < full; i++) {
      count += Long.bitCount(words[i]);
    }
    int rest = bits & 63;
    return rest == 0 ? count : count + Long.bitCount(words[full] & (1L << rest) - 1);
  }

  /// Both bitmaps' conjunction over `bits` bits; absent means all set; may return an argument.
  public static long @Nullable [] and(long @Nullable [] left, long @Nullable [] right, int bits) {
    if (left == null || right == null || left == right) {
      return left == null ? right : left;
    }
    long[] result = new long[words(bits)];
    for (int i = 0; i < result.length; i++) {
      result[i] = left[i] & right[i];
    }
    return result;
  }

  /// The bits at `rows[0..count)`, in that order; null stays null.
  public static long @Nullable [] gather(long @Nullable [] bits, int[] rows, int count) {
    return bits == null ? null : gatherPresent(bits, rows, count);
  }

  static long[] gatherPresent(long[] bits, int[] rows, int count) {
    long[] result = new long[words(count)];
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      result[i >> 6] |= (bits[row >> 6] >>> row & 1) << i;
    }
    return result;
  }

  /// The bits `from..from+count)` moved to the front; null stays null.
  public static long @Nullable [] slice(long @Nullable [] bits, int from, int count) {
    return bits == null ? null : slicePresent(bits, from, count);
  }

  static long[] slicePresent(long[] bits, int from, int count) {
    int words = words(count);
    long[] result = new long[words];
    int shift = from & 63;
    int base = from >> 6;
    for (int i = 0; i < words; i++) {
      long low = bits[base + i] >>> shift;
      long high = shift != 0 && base + i + 1 < bits.length ? bits[base + i + 1] << (64 - shift) : 0;
      result[i] = low | high;
    }
    return result;
  }
}
