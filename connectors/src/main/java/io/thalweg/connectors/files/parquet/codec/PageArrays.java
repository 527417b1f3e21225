package io.thalweg.connectors.files.parquet.codec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Arrays for pages, which scans hand back when they close: a scan of one row group would otherwise
/// allocate and zero as much as it decompresses. What they hold is left over from others.
///
/// Thread-safe. Arrays that are handed out are accounted for by those who hold them; those that
/// wait here are few.
public final class PageArrays {
  /// The process's arrays.
  public static final PageArrays SHARED = new PageArrays();

  private static final int LEAST_BITS = 12;
  private static final int MOST_BITS = 22;

  /// Bytes that may wait per size.
  private static final int WAITING_BYTES = 8 << 20;

  private final List<Deque<byte[]>> waiting = new ArrayList<>();

  PageArrays() {
    for (int bits = LEAST_BITS; bits <= MOST_BITS; bits++) {
      waiting.add(new ArrayDeque<>());
    }
  }

  /// The length of the array that [#take] gives for so many bytes.
  public static int length(int bytes) {
    int bits = bits(bytes);
    return bits > MOST_BITS ? bytes : 1 << bits;
  }

  /// The least power of two, from the smallest size on, that is not below `bytes`.
  private static int bits(int bytes) {
    return Math.max(LEAST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(bytes - 1));
  }

  /// An array of at least `bytes`, with anything in it.
  public byte[] take(int bytes) {
    int length = length(bytes);
    if (bits(bytes) <= MOST_BITS) {
      Deque<byte[]> free = waiting.get(bits(bytes) - LEAST_BITS);
      synchronized (free) {
        byte[] array = free.pollLast();
        if (array != null) {
          return array;
        }
      }
    }
    return new byte[length];
  }

  /// Takes an array back that nobody refers to any more. Others than those of [#take] are left to
  /// the garbage collector.
  public void giveBack(byte[] array) {
    if (array.length < 1 << LEAST_BITS
        || array.length > 1 << MOST_BITS
        || Integer.bitCount(array.length) != 1) {
      return;
    }
    Deque<byte[]> free = waiting.get(bits(array.length) - LEAST_BITS);
    synchronized (free) {
      if ((long) free.size() * array.length < WAITING_BYTES) {
        free.addLast(array);
      }
    }
  }
}
