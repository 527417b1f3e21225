package io.thalweg.connectors.files.parquet.encoding;

import io.thalweg.connectors.files.parquet.format.ParquetErrors;

/// PLAIN BOOLEAN: one bit per value, least significant bit first.
public final class PlainBits extends ValueDecoder {
  private final byte[] page;
  private final int from;
  private final long total;
  private int next;

  public PlainBits(byte[] page, int from, int to) {
    this.page = page;
    this.from = from;
    this.total = 8L * (to - from);
  }

  @Override
  public void skip(int count) {
    if (count > total - next) {
      throw ParquetErrors.corrupt("a page ends before its last value");
    }
    next += count;
  }

  @Override
  public void readBits(long[] out, int at, int count) {
    int first = next;
    skip(count);
    BitCopy.copy(page, from, first, out, at, count);
  }
}
