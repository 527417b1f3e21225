package io.thalweg.exec.kernel;

import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects the byte strings of a known number of rows. Rows are written in order: append parts,
/// then [#endRow]. Used once, by one thread.
public final class BytesBuilder {
  /// What one call may add to the heap; nobody reserves it.
  private static final int MAX_BYTES = 1 << 29;

  private final int[] offsets;
  private byte[] bytes;
  private int size;
  private int rows;

  /// @param expectedBytes a guess of the total
  public BytesBuilder(int rows, int expectedBytes) {
    this.offsets = new int[rows + 1];
    this.bytes = new byte[Math.max(16, expectedBytes)];
  }

  public void append(byte[] source, int from, int count) {
    reserve(count);
    System.arraycopy(source, from, bytes, size, count);
    size += count;
  }

  public void append(byte b) {
    reserve(1);
    bytes[size++] = b;
  }

  public void append(byte[] source) {
    append(source, 0, source.length);
  }

  public void append(String text) {
    append(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Row `row` of `column`.
  public void append(BytesColumn column, int row) {
    int from = column.offsets()[row];
    append(column.bytes(), from, column.offsets()[row + 1] - from);
  }

  public void endRow() {
    offsets[++rows] = size;
  }

  /// Makes room for `count` bytes that the caller writes to [#storage] from [#size] on and then
  /// adds with [#advance].
  public void reserve(int count) {
    if (count > bytes.length - size) {
      long wanted = Math.max((long) size + count, bytes.length * 2L);
      if ((long) size + count > MAX_BYTES) {
        throw new ThalwegException(
            ErrorCode.STRING_TOO_LONG,
            "the texts that a function makes for one batch pass "
                + (MAX_BYTES >> 20)
                + " MiB; let it make shorter texts");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, MAX_BYTES));
    }
  }

  public byte[] storage() {
    return bytes;
  }

  public int size() {
    return size;
  }

  public void advance(int count) {
    size += count;
  }

  public BytesColumn build(long @Nullable [] validity) {
    return new BytesColumn(rows, offsets, bytes, validity);
  }
}
