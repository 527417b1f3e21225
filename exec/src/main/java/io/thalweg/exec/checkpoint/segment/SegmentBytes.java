package io.thalweg.exec.checkpoint.segment;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/// A segment that grows on the heap, and then the next one. Used by one thread at a time.
public final class SegmentBytes implements WritableByteChannel {
  private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

  private byte[] bytes;
  private int size;

  /// @param expected bytes
  public SegmentBytes(long expected) {
    this.bytes = new byte[Math.clamp(expected, 1024, MAX_BYTES)];
  }

  /// Begins the next one.
  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /// The storage; the first [#size] bytes count.
  byte[] array() {
    return bytes;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
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
