package io.thalweg.exec.kernel.compare;

import io.thalweg.core.data.Bits;
import io.thalweg.core.data.BytesColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Whether byte strings equal, or start with, a constant: the first eight bytes are compared as one
/// word, the rest only where they agree. Immutable.
public final class BytesTest {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] constant;
  private final int length;
  private final long mask;
  private final long word;

  public BytesTest(byte[] constant) {
    this.constant = constant;
    this.length = constant.length;
    this.mask = length >= Long.BYTES ? -1L : (1L << length * Byte.SIZE) - 1;
    this.word = word(constant, 0, length);
  }

  /// The first bytes of `from..to`, at most eight.
  private static long word(byte[] bytes, int from, int to) {
    long word = 0;
    for (int i = 0; i < Math.min(to - from, Long.BYTES); i++) {
      word |= (bytes[from + i] & 0xFFL) << i * Byte.SIZE;
    }
    return word;
  }

  /// The bitmap of rows that equal the constant.
  public long[] equal(BytesColumn column, int rows) {
    int[] at = column.offsets();
    byte[] bytes = column.bytes();
    long[] bits = new long[Bits.words(rows)];
    int safe = bytes.length - Long.BYTES;
    if (length <= Long.BYTES) {
      shortEqual(at, bytes, rows, safe, bits);
      return bits;
    }
    for (int i = 0; i < rows; i++) {
      if (at[i + 1] - at[i] == length && startsAt(bytes, at[i], safe)) {
        bits[i >> 6] |= 1L << i;
      }
    }
    return bits;
  }

  /// Without branches on the data: which rows match cannot be foreseen.
  private void shortEqual(int[] at, byte[] bytes, int rows, int safe, long[] bits) {
    for (int from = 0; from < rows; from += 64) {
      int to = Math.min(rows, from + 64);
      long result = 0;
      for (int i = from; i < to; i++) {
        int start = at[i];
        int end = at[i + 1];
        long first = start <= safe ? (long) LONGS.get(bytes, start) : word(bytes, start, end);
        long different = (end - start ^ length) | ((first ^ word) & mask);
        result |= (different == 0 ? 1L : 0L) << i;
      }
      bits[from >> 6] = result;
    }
  }

  /// The bitmap of rows that start with the constant.
  public long[] prefix(BytesColumn column, int rows) {
    int[] at = column.offsets();
    byte[] bytes = column.bytes();
    long[] bits = new long[Bits.words(rows)];
    int safe = bytes.length - Long.BYTES;
    for (int i = 0; i < rows; i++) {
      if (at[i + 1] - at[i] >= length && startsAt(bytes, at[i], safe)) {
        bits[i >> 6] |= 1L << i;
      }
    }
    return bits;
  }

  /// The bitmap of rows that end with the constant.
  public long[] suffix(BytesColumn column, int rows) {
    int[] at = column.offsets();
    byte[] bytes = column.bytes();
    long[] bits = new long[Bits.words(rows)];
    int safe = bytes.length - Long.BYTES;
    for (int i = 0; i < rows; i++) {
      if (at[i + 1] - at[i] >= length && startsAt(bytes, at[i + 1] - length, safe)) {
        bits[i >> 6] |= 1L << i;
      }
    }
    return bits;
  }

  /// Whether the constant stands at `from`, where as many bytes are.
  ///
  /// @param safe the last position from which a whole word can be read
  private boolean startsAt(byte[] bytes, int from, int safe) {
    long first = from <= safe ? (long) LONGS.get(bytes, from) : word(bytes, from, from + length);
    return ((first ^ word) & mask) == 0
        && (length <= Long.BYTES
            || Arrays.equals(bytes, from + 8, from + length, constant, 8, length));
  }
}
