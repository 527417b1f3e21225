package io.thalweg.connectors.files.parquet.encoding;

import io.thalweg.connectors.files.parquet.format.ParquetErrors;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// PLAIN INT32, FLOAT, INT64 and DOUBLE: little-endian values without gaps.
public final class PlainFixed extends ValueDecoder {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final byte[] page;
  private final MemorySegment segment;
  private final int end;
  private final int width;
  private int position;

  /// @param width 4 or 8
  public PlainFixed(byte[] page, int from, int to, int width) {
    this.page = page;
    this.segment = MemorySegment.ofArray(page);
    this.position = from;
    this.end = to;
    this.width = width;
  }

  @Override
  public void skip(int count) {
    check(count);
    position += count * width;
  }

  @Override
  public void read(int[] out, int at, int count) {
    check(count);
    MemorySegment.copy(segment, INT, position, out, at, count);
    position += count * width;
  }

  @Override
  public void read(long[] out, int at, int count) {
    check(count);
    MemorySegment.copy(segment, LONG, position, out, at, count);
    position += count * width;
  }

  @Override
  public void readSelected(long[] out, int[] positions, int count, int total) {
    check(total);
    for (int i = 0; i < count; i++) {
      out[i] = Words.getLong(page, position + (positions[i] << 3));
    }
    position += total * width;
  }

  @Override
  public void readSelected(int[] out, int[] positions, int count, int total) {
    check(total);
    for (int i = 0; i < count; i++) {
      out[i] = Words.getInt(page, position + (positions[i] << 2));
    }
    position += total * width;
  }

  private void check(int count) {
    if ((long) count * width > end - position) {
      throw ParquetErrors.corrupt("a page ends before its last value");
    }
  }
}
