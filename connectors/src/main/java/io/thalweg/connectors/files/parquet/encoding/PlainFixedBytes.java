package io.thalweg.connectors.files.parquet.encoding;

import io.thalweg.connectors.files.parquet.format.ParquetErrors;

/// PLAIN FIXED_LEN_BYTE_ARRAY and INT96: values of `width` bytes without gaps.
public final class PlainFixedBytes extends ValueDecoder {
  private final byte[] page;
  private final int end;
  private final int width;
  private int position;

  public PlainFixedBytes(byte[] page, int from, int to, int width) {
    this.page = page;
    this.position = from;
    this.end = to;
    this.width = width;
  }

  @Override
  public void skip(int count) {
    if ((long) count * width > end - position) {
      throw ParquetErrors.corrupt("a page ends before its last value");
    }
    position += count * width;
  }

  @Override
  public void read(ByteStrings out, int count) {
    int from = position;
    skip(count);
    out.reserve(count);
    out.reserveBytes((long) count * width);
    int to = out.end();
    System.arraycopy(page, from, out.bytes(), to, count * width);
    for (int i = 0; i < count; i++) {
      to += width;
      out.endAt(to);
    }
  }

  @Override
  public void readSelected(ByteStrings out, int[] positions, int count, int total) {
    int from = position;
    skip(total);
    out.reserve(count);
    for (int i = 0; i < count; i++) {
      out.append(page, from + positions[i] * width, width);
    }
  }
}
