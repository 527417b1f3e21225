package io.thalweg.connectors.files.parquet.encoding;

import io.thalweg.connectors.files.parquet.format.ParquetErrors;

/// PLAIN BYTE_ARRAY: each value behind its four-byte length.
public final class PlainStrings extends ValueDecoder {
  private static final int WORD = 8;
  private static final int SHORT_VALUE = 64;

  private final byte[] page;
  private final int end;
  private int position;

  public PlainStrings(byte[] page, int from, int to) {
    this.page = page;
    this.position = from;
    this.end = to;
  }

  @Override
  public void skip(int count) {
    for (int i = 0; i < count; i++) {
      position += 4 + length(position);
    }
  }

  /// The checked length of the value whose length stands at `at`.
  private int length(int at) {
    if (at > end - 4) {
      throw truncated();
    }
    int length = Words.getInt(page, at);
    if (length < 0 || length > end - at - 4) {
      throw truncated();
    }
    return length;
  }

  @Override
  public void read(ByteStrings out, int count) {
    out.reserve(count);
    int start = position;
    skip(count);
    out.reserveBytes((long) position - start - 4L * count);
    int from = start;
    byte[] bytes = out.bytes();
    int to = out.end();
    for (int i = 0; i < count; i++) {
      int length = Words.getInt(page, from);
      copy(from + 4, bytes, to, length);
      from += 4 + length;
      to += length;
      out.endAt(to);
    }
  }

  @Override
  public void readSelected(ByteStrings out, int[] positions, int count, int total) {
    out.reserve(count);
    int next = 0;
    for (int i = 0; i < count; i++) {
      skip(positions[i] - next);
      int length = length(position);
      out.reserveBytes(length);
      int to = out.end();
      copy(position + 4, out.bytes(), to, length);
      out.endAt(to + length);
      position += 4 + length;
      next = positions[i] + 1;
    }
    skip(total - next);
  }

  /// Copies a value; short ones in whole words, which may run into the slack on both sides.
  private void copy(int from, byte[] bytes, int to, int length) {
    if (length > SHORT_VALUE || from > page.length - length - WORD) {
      System.arraycopy(page, from, bytes, to, length);
      return;
    }
    for (int done = 0; done < length; done += WORD) {
      Words.putLong(bytes, to + done, Words.getLong(page, from + done));
    }
  }

  private static RuntimeException truncated() {
    return ParquetErrors.corrupt("a string runs over the end of its page");
  }
}
