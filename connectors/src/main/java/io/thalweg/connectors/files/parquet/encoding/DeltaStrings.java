package io.thalweg.connectors.files.parquet.encoding;

import io.thalweg.connectors.files.parquet.format.ParquetErrors;
import java.util.Arrays;

/// DELTA_BYTE_ARRAY: how much of the value before is kept, then the rest.
public final class DeltaStrings extends ValueDecoder {
  private final byte[] page;
  private final DeltaDecoder prefixes;
  private final DeltaLengthStrings suffixes;
  private final int[] prefix = new int[1];
  private byte[] last = new byte[64];
  private int lastLength;

  public DeltaStrings(byte[] page, int from, int to) {
    this.page = page;
    int behind = new DeltaDecoder(page, from, to).finish();
    this.prefixes = new DeltaDecoder(page, from, to);
    this.suffixes = new DeltaLengthStrings(page, behind, to);
  }

  @Override
  public void skip(int count) {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  @Override
  public void read(ByteStrings out, int count) {
    out.reserve(count);
    for (int i = 0; i < count; i++) {
      next();
      out.append(last, 0, lastLength);
    }
  }

  /// Makes the next value the last one.
  private void next() {
    prefixes.read(prefix, 0, 1);
    int kept = prefix[0];
    if (kept < 0 || kept > lastLength) {
      throw ParquetErrors.corrupt("a string keeps more of the one before than that has");
    }
    int length = suffixes.nextLength();
    int from = suffixes.take(length);
    if (kept + length > last.length) {
      last = Arrays.copyOf(last, Math.max(kept + length, 2 * last.length));
    }
    System.arraycopy(page, from, last, kept, length);
    lastLength = kept + length;
  }
}
