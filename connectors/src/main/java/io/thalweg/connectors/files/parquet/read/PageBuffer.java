package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.codec.Decompressor;
import io.thalweg.core.memory.MemoryReservation;
import org.jspecify.annotations.Nullable;

/// The arrays that the pages of one column are decompressed into, reused over the row groups of a
/// scan: one for the current page, one for the page behind it when both are decompressed at once.
final class PageBuffer {
  private final MemoryReservation memory;
  private byte[] bytes = {};
  private byte[] ahead = {};
  private long dictionaryBytes;

  PageBuffer(MemoryReservation memory) {
    this.memory = memory;
  }

  /// An array with room for `size` bytes and the decoders' slack; what it held is gone.
  byte[] withRoomFor(int size) {
    long grown = grown(size, bytes);
    memory.add(grown);
    bytes = grown == 0 ? bytes : new byte[(int) (bytes.length + grown)];
    return bytes;
  }

  /// The same for the page behind the current one; null when there is no memory for it.
  byte @Nullable [] aheadWithRoomFor(int size) {
    long grown = grown(size, ahead);
    if (!memory.tryAdd(grown)) {
      return null;
    }
    ahead = grown == 0 ? ahead : new byte[(int) (ahead.length + grown)];
    return ahead;
  }

  /// Makes the page that was decompressed ahead the current one.
  byte[] stepAhead() {
    byte[] current = ahead;
    ahead = bytes;
    bytes = current;
    return current;
  }

  private static long grown(int size, byte[] held) {
    long wanted = (long) size + Decompressor.SLACK;
    return wanted <= held.length
        ? 0
        : Math.min(Integer.MAX_VALUE - 8L, wanted + (wanted >> 2)) - held.length;
  }

  /// Takes the memory of a dictionary, before it is read, in place of that of the one before.
  void reserveDictionary(long size) {
    memory.add(size - dictionaryBytes);
    dictionaryBytes = size;
  }
}
