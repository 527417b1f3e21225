package io.thalweg.connectors.files.parquet.encoding;

import io.thalweg.connectors.files.parquet.format.ParquetErrors;

/// BYTE_STREAM_SPLIT: all first bytes, then all second bytes, and so on.
public final class ByteStreamSplit extends ValueDecoder {
  private final byte[] page;
  private final int from;
  private final int width;
  private final int total;
  private int next;

  /// @param width bytes of a value
  public ByteStreamSplit(byte[] page, int from, int to, int width) {
    if (width <= 0 || (to - from) % width != 0) {
      throw ParquetErrors.corrupt("a page does not hold whole values");
    }
    this.page = page;
    this.from = from;
    this.width = width;
    this.total = (to - from) / width;
  }

  @Override
  public void skip(int count) {
    if (count > total - next) {
      throw ParquetErrors.corrupt("a page ends before its last value");
    }
    next += count;
  }

  @Override
  public void read(int[] out, int at, int count) {
    int value = from + next;
    skip(count);
    for (int i = 0; i < count; i++, value++) {
      out[at + i] =
          (page[value] & 0xff)
              | (page[value + total] & 0xff) << 8
              | (page[value + 2 * total] & 0xff) << 16
              | page[value + 3 * total] << 24;
    }
  }

  @Override
  public void read(long[] out, int at, int count) {
    int value = from + next;
    skip(count);
    for (int i = 0; i < count; i++, value++) {
      long bits = 0;
      for (int stream = 7; stream >= 0; stream--) {
        bits = bits << 8 | (page[value + stream * total] & 0xff);
      }
      out[at + i] = bits;
    }
  }

  @Override
  public void read(ByteStrings out, int count) {
    int value = from + next;
    skip(count);
    out.reserve(count);
    out.reserveBytes((long) count * width);
    byte[] bytes = out.bytes();
    int to = out.end();
    for (int i = 0; i < count; i++, value++) {
      for (int stream = 0; stream < width; stream++) {
        bytes[to++] = page[value + stream * total];
      }
      out.endAt(to);
    }
  }
}
