package io.thalweg.connectors.files.parquet.encoding;

import io.thalweg.connectors.files.parquet.format.ParquetErrors;

/// DELTA_LENGTH_BYTE_ARRAY: all lengths, then all bytes.
public final class DeltaLengthStrings extends ValueDecoder {
  private static final int STEP = 256;

  private final byte[] page;
  private final int end;
  private final DeltaDecoder lengths;
  private final int[] step = new int[STEP];
  private int position;

  public DeltaLengthStrings(byte[] page, int from, int to) {
    this.page = page;
    this.end = to;
    // Walked once to find where the bytes begin; values are decoded as they are asked for.
    this.position = new DeltaDecoder(page, from, to).finish();
    this.lengths = new DeltaDecoder(page, from, to);
  }

  @Override
  public void skip(int count) {
    for (int done = 0; done < count; done += STEP) {
      position += Math.toIntExact(nextLengths(Math.min(STEP, count - done)));
    }
  }

  @Override
  public void read(ByteStrings out, int count) {
    out.reserve(count);
    for (int done = 0; done < count; done += STEP) {
      int n = Math.min(STEP, count - done);
      int bytes = (int) nextLengths(n);
      out.reserveBytes(bytes);
      int to = out.end();
      System.arraycopy(page, position, out.bytes(), to, bytes);
      position += bytes;
      for (int i = 0; i < n; i++) {
        to += step[i];
        out.endAt(to);
      }
    }
  }

  /// The next value alone; for the suffixes of prefixed strings.
  int nextLength() {
    return (int) nextLengths(1);
  }

  /// Where the bytes of the next value are, passing over `length` of them.
  int take(int length) {
    int from = position;
    position += length;
    return from;
  }

  /// Reads lengths to `step` and returns their checked sum.
  private long nextLengths(int count) {
    lengths.read(step, 0, count);
    long sum = 0;
    for (int i = 0; i < count; i++) {
      if (step[i] < 0) {
        throw ParquetErrors.corrupt("a string has a negative length");
      }
      sum += step[i];
    }
    if (sum > end - position) {
      throw ParquetErrors.corrupt("a string runs over the end of its page");
    }
    return sum;
  }
}
