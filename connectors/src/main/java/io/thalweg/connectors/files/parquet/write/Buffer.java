package io.thalweg.connectors.files.parquet.write;

import io.thalweg.connectors.files.parquet.encoding.Words;
import java.io.OutputStream;
import java.util.Arrays;

/// Grows a byte array. Not thread-safe.
final class Buffer extends OutputStream {
  private byte[] bytes = new byte[1 << 12];
  private int size;

  /// The storage; [#size] bytes of it count.
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /// Makes room for `more` bytes behind the last.
  void reserve(int more) {
    int wanted = Math.addExact(size, more);
    if (wanted > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(wanted, bytes.length * 2L)));
    }
  }

  /// Counts `more` bytes that were written to the storage itself.
  void advance(int more) {
    size += more;
  }

  @Override
  public void write(int b) {
    reserve(1);
    bytes[size++] = (byte) b;
  }

  @Override
  public void write(byte[] source, int from, int count) {
    reserve(count);
    System.arraycopy(source, from, bytes, size, count);
    size += count;
  }

  void writeInt(int value) {
    reserve(Integer.BYTES);
    Words.putInt(bytes, size, value);
    size += Integer.BYTES;
  }

  void writeLong(long value) {
    reserve(Long.BYTES);
    Words.putLong(bytes, size, value);
    size += Long.BYTES;
  }

  void writeVarint(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    write(rest);
  }
}
