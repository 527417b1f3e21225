package io.thalweg.exec.checkpoint;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/// A segment that grows on the heap. Used by one thread.
final class SegmentBytes implements WritableByteChannel {
  private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

  private byte[] bytes;
  private int size;

  SegmentBytes(long expected) {
    this.bytes = new byte[Math.clamp(expected, 1024, MAX_BYTES)];
  }

  int size() {
    return size;
  }

  /// The storage; the first [#size] bytes count.
  byte[] array() {
    return bytes;
  }

  byte[] toByteArray() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  @Override
  public int write(ByteBuffer source) {
    int count = source.remaining();
    int end = Math.addExact(size, count);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.clamp(2L * bytes.length, end, MAX_BYTES));
    }
    source.get(bytes, size, count);
    size = end;
    return count;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
