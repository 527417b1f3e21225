package io.thalweg.exec.state;

import io.thalweg.core.data.Bits;

/// The numbers (of rows, of groups) that a running snapshot has still to write, ascending. Used by
/// one task.
public final class Unwritten {
  private static final long[] NONE = {};

  private long[] bits = NONE;

  /// Numbers are below it.
  private int limit;

  /// The word in which the next number may be.
  private int word;

  /// A snapshot begins.
  ///
  /// @param numbers a bit per number, of `0..count)`; taken over
  public void begin(long[] numbers, int count) {
    if (isRunning()) {
      throw new IllegalStateException("a snapshot is still being written");
    }
    bits = numbers;
    limit = count;
    word = 0;
  }

  /// Whether a snapshot is being written.
  public boolean isRunning() {
    return bits != NONE;
  }

  /// Whether `number` is to be written; it is not any more afterwards.
  public boolean take(int number) {
    if (number >= limit || !Bits.get(bits, number)) {
      return false;
    }
    Bits.clear(bits, number);
    return true;
  }

  /// Takes the next numbers.
  ///
  /// @return how many; fewer than `taken` has room for: there are no more
  public int takeNext(int[] taken) {
    int words = Bits.words(limit);
    int size = 0;
    while (word < words) {
      long left = word == words - 1 ? bits[word] & lastMask() : bits[word];
      while (left != 0) {
        if (size == taken.length) {
          return size;
        }
        taken[size++] = word * Long.SIZE + Long.numberOfTrailingZeros(left);
        left &= left - 1;
        bits[word] &= bits[word] - 1;
      }
      word++;
    }
    return size;
  }

  private long lastMask() {
    int rest = limit & Long.SIZE - 1;
    return rest == 0 ? -1L : (1L << rest) - 1;
  }

  /// The snapshot is over.
  public void end() {
    bits = NONE;
    limit = 0;
  }

  /// Heap bytes held.
  public long sizeInBytes() {
    return 8L * bits.length;
  }
}
