package io.thalweg.exec.kernel.select;

import io.thalweg.exec.kernel.HashKernel;

/// Whole numbers to look others up in: a bitmap when they lie close together, otherwise an
/// open-addressing table. Immutable.
final class LongSet {
  private static final long MAX_BITMAP = 1L << 20;
  private static final int BITS_PER_VALUE = 64;

  private final long min;
  private final long range;
  private final long[] bitmap;
  private final long[] table;
  private final boolean[] used;

  private LongSet(long min, long range, long[] bitmap, long[] table, boolean[] used) {
    this.min = min;
    this.range = range;
    this.bitmap = bitmap;
    this.table = table;
    this.used = used;
  }

  static LongSet of(long[] values) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (long value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    if (values.length == 0) {
      return new LongSet(0, 0, new long[0], new long[0], new boolean[0]);
    }
    long range = max - min + 1;
    boolean dense =
        range > 0
            && range <= MAX_BITMAP
            && range <= Math.max(1024, (long) values.length * BITS_PER_VALUE);
    return dense ? bitmap(values, min, range) : table(values, min, range);
  }

  private static LongSet bitmap(long[] values, long min, long range) {
    long[] bitmap = new long[(int) (range + 63 >> 6)];
    for (long value : values) {
      bitmap[(int) (value - min >> 6)] |= 1L << value - min;
    }
    return new LongSet(min, range, bitmap, new long[0], new boolean[0]);
  }

  private static LongSet table(long[] values, long min, long range) {
    int size = Integer.highestOneBit(Math.max(4, values.length)) << 2;
    long[] table = new long[size];
    boolean[] used = new boolean[size];
    for (long value : values) {
      int slot = slot(value, size);
      while (used[slot] && table[slot] != value) {
        slot = slot + 1 & size - 1;
      }
      used[slot] = true;
      table[slot] = value;
    }
    return new LongSet(min, range, new long[0], table, used);
  }

  private static int slot(long value, int size) {
    return (int) (HashKernel.hash(value) >>> 20) & size - 1;
  }

  boolean contains(long value) {
    long distance = value - min;
    if (bitmap.length > 0) {
      return distance >= 0
          && distance < range
          && (bitmap[(int) (distance >> 6)] >>> distance & 1) != 0;
    }
    if (table.length == 0) {
      return false;
    }
    int slot = slot(value, table.length);
    while (used[slot]) {
      if (table[slot] == value) {
        return true;
      }
      slot = slot + 1 & table.length - 1;
    }
    return false;
  }
}
