package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.codec.Decompressor;
import io.thalweg.connectors.files.parquet.codec.PageArrays;
import io.thalweg.core.memory.MemoryReservation;
import org.jspecify.annotations.Nullable;

/// The arrays that the pages of one column are decompressed into, reused over the row groups of a
/// scan: one for the current page, one for the page behind it when both are decompressed at once.
final class PageBuffer {
  private static final byte[] NOTHING = {};

  private final MemoryReservation memory;
  private byte[] bytes = NOTHING;
  private byte[] ahead = NOTHING;
  private long dictionaryBytes;

  PageBuffer(MemoryReservation memory) {
    this.memory = memory;
  }

  /// An array with room for `size` bytes and the decoders' slack; what it held is gone.
  byte[] withRoomFor(int size) {
    long grown = grown(size, bytes);
    if (grown > 0) {
      memory.add(grown);
      bytes = replaced(bytes, grown);
    }
    return bytes;
  }

  /// The same for the page behind the current one; null when there is no memory for it.
  byte @Nullable [] aheadWithRoomFor(int size) {
    long grown = grown(size, ahead);
    if (grown > 0) {
      if (!memory.tryAdd(grown)) {
        return null;
      }
      ahead = replaced(ahead, grown);
    }
    return ahead;
  }

  /// Makes the page that was decompressed ahead the current one.
  byte[] stepAhead() {
    byte[] current = ahead;
    ahead = bytes;
    bytes = current;
    return current;
  }

  /// How many bytes the array for `size` has more than `held`; 0 when that is large enough.
  private static long grown(int size, byte[] held) {
    int wanted = (int) Math.min(Integer.MAX_VALUE - 8L, (long) size + Decompressor.SLACK);
    return wanted <= held.length ? 0 : PageArrays.length(wanted) - held.length;
  }

  private static byte[] replaced(byte[] held, long grown) {
    int length = (int) (held.length + grown);
    PageArrays.SHARED.giveBack(held);
    return PageArrays.SHARED.take(length);
  }

  /// Hands the arrays on to other scans. Nothing that was read refers to them.
  void close() {
    PageArrays.SHARED.giveBack(bytes);
    PageArrays.SHARED.giveBack(ahead);
    bytes = NOTHING;
    ahead = NOTHING;
  }

  /// Takes the memory of a dictionary, before it is read, in place of that of the one before.
  void reserveDictionary(long size) {
    memory.add(size - dictionaryBytes);
    dictionaryBytes = size;
  }
}
