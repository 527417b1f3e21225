package io.thalweg.core.arrow;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.apache.arrow.memory.ArrowBuf;

/// Arrow buffers as memory segments, and the layouts to read and write them with.
///
/// A segment is valid as long as its buffer's reference is held. Arrow data is little-endian.
final class Segments {
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  private Segments() {}

  /// The first `bytes` of a buffer.
  ///
  /// @throws IndexOutOfBoundsException when the buffer is shorter
  static MemorySegment of(ArrowBuf buffer, long bytes) {
    return bytes == 0
        ? MemorySegment.ofArray(new byte[0])
        : MemorySegment.ofBuffer(buffer.nioBuffer(0, Math.toIntExact(bytes)));
  }

  /// Writes `bits` bits as an Arrow bitmap; only whole bytes are touched.
  static void putBits(MemorySegment target, long[] words, int bits) {
    int full = bits >>> 6;
    MemorySegment.copy(words, 0, target, LONG, 0, full);
    int bytes = (bits + 7) >>> 3;
    for (int i = full * 8; i < bytes; i++) {
      target.set(BYTE, i, (byte) (words[full] >>> ((i & 7) << 3)));
    }
  }

  /// Reads `bits` bits of an Arrow bitmap.
  static long[] getBits(MemorySegment source, int bits) {
    long[] words = new long[(bits + 63) >>> 6];
    int full = bits >>> 6;
    MemorySegment.copy(source, LONG, 0, words, 0, full);
    int bytes = (bits + 7) >>> 3;
    for (int i = full * 8; i < bytes; i++) {
      words[full] |= (source.get(BYTE, i) & 0xFFL) << ((i & 7) << 3);
    }
    return words;
  }
}
