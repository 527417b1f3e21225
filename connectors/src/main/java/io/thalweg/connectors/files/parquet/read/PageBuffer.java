package io.thalweg.connectors.files.parquet.read;

import io.thalweg.connectors.files.parquet.codec.Decompressor;
import io.thalweg.core.memory.MemoryReservation;

/// The array that the pages of one column are decompressed into, one after the other, reused over
/// the row groups of a scan.
final class PageBuffer {
  private final MemoryReservation memory;
  private byte[] bytes = {};
  private long dictionaryBytes;

  PageBuffer(MemoryReservation memory) {
    this.memory = memory;
  }

  /// An array with room for `size` bytes and the decoders' slack; what it held is gone.
  byte[] withRoomFor(int size) {
    long wanted = (long) size + Decompressor.SLACK;
    if (wanted > bytes.length) {
      long grown = Math.min(Integer.MAX_VALUE - 8L, wanted + (wanted >> 2));
      memory.add(grown - bytes.length);
      bytes = new byte[(int) grown];
    }
    return bytes;
  }

  /// Takes the memory of a dictionary, before it is read, in place of that of the one before.
  void reserveDictionary(long size) {
    memory.add(size - dictionaryBytes);
    dictionaryBytes = size;
  }
}
