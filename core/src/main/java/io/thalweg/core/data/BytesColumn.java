package io.thalweg.core.data;

import io.thalweg.core.type.Layout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Byte strings: row `i` is `bytes[offsets[i] .. offsets[i + 1])`. Layout [Layout#BYTES].
///
/// `offsets[0]` may be above zero and `bytes` longer than needed: slices share their storage.
public final class BytesColumn extends FlatColumn {
  private final int[] offsets;
  private final byte[] bytes;

  /// @param offsets at least `length + 1` ascending entries; owned by the column from now on
  public BytesColumn(int length, int[] offsets, byte[] bytes, long @Nullable [] validity) {
    super(Layout.BYTES, length, validity);
    if (offsets.length < length + 1) {
      throw new IllegalArgumentException(offsets.length + " offsets for " + length + " rows");
    }
    this.offsets = offsets;
    this.bytes = bytes;
  }

  public int[] offsets() {
    return offsets;
  }

  public byte[] bytes() {
    return bytes;
  }

  /// The row as text; meaningful for UTF-8 types.
  public String string(int row) {
    return new String(bytes, offsets[row], offsets[row + 1] - offsets[row], StandardCharsets.UTF_8);
  }

  @Override
  public BytesColumn gather(int[] rows, int count) {
    int[] newOffsets = new int[count + 1];
    int total = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      total = Math.addExact(total, offsets[row + 1] - offsets[row]);
      newOffsets[i + 1] = total;
    }
    byte[] newBytes = new byte[total];
    for (int i = 0; i < count; i++) {
      int from = offsets[rows[i]];
      int length = newOffsets[i + 1] - newOffsets[i];
      System.arraycopy(bytes, from, newBytes, newOffsets[i], length);
    }
    return new BytesColumn(count, newOffsets, newBytes, Bits.gather(validity(), rows, count));
  }

  @Override
  public BytesColumn slice(int from, int count) {
    return new BytesColumn(
        count,
        from == 0 ? offsets : Arrays.copyOfRange(offsets, from, from + count + 1),
        bytes,
        Bits.slice(validity(), from, count));
  }

  @Override
  public BytesColumn withValidity(long @Nullable [] newValidity) {
    return new BytesColumn(length(), offsets, bytes, newValidity);
  }

  @Override
  public long sizeInBytes() {
    return 4L * offsets.length + (offsets[length()] - offsets[0]) + validityBytes();
  }
}
