package io.thalweg.connectors.files.parquet.encoding;

import io.thalweg.connectors.files.parquet.format.ParquetErrors;

/// Walks over the values (NULLs are not among them) of one page. Used by one thread.
///
/// Of the `read…` methods a decoder has those that its encoding allows; the others say that the
/// encoding does not fit the column's type.
public abstract class ValueDecoder {

  /// Passes over `count` values.
  public abstract void skip(int count);

  /// The next `count` INT32 or FLOAT bits, or dictionary ids.
  public void read(int[] out, int at, int count) {
    throw mismatch();
  }

  /// The next `count` INT64 or DOUBLE bits.
  public void read(long[] out, int at, int count) {
    throw mismatch();
  }

  /// The next `count` booleans as bits from bit `at` of a bitmap, which is zero there.
  public void readBits(long[] out, int at, int count) {
    throw mismatch();
  }

  /// Appends the next `count` byte strings.
  public void read(ByteStrings out, int count) {
    throw mismatch();
  }

  /// The values at `positions[0..count)` (ascending, relative to the next value) of the next
  /// `total`; passes over all `total`.
  public void readSelected(long[] out, int[] positions, int count, int total) {
    long[] all = new long[total];
    read(all, 0, total);
    for (int i = 0; i < count; i++) {
      out[i] = all[positions[i]];
    }
  }

  /// As the `long` variant.
  public void readSelected(int[] out, int[] positions, int count, int total) {
    int[] all = new int[total];
    read(all, 0, total);
    for (int i = 0; i < count; i++) {
      out[i] = all[positions[i]];
    }
  }

  /// As the `long` variant; `out` is empty before.
  public void readSelected(ByteStrings out, int[] positions, int count, int total) {
    ByteStrings all = new ByteStrings();
    all.reserve(total);
    read(all, total);
    out.gather(all, positions, count);
  }

  private RuntimeException mismatch() {
    return ParquetErrors.corrupt(
        "encoding " + getClass().getSimpleName() + " does not fit the column's type");
  }
}
