package io.thalweg.connectors.files.parquet.encoding;

import io.thalweg.connectors.files.parquet.format.ParquetErrors;
import java.util.Arrays;

/// Grows byte strings as offsets and bytes, the layout of a bytes column. Not thread-safe.
public final class ByteStrings {
  /// Spare bytes kept behind the data so that short values can be copied in whole words.
  static final int SLACK = 32;

  private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

  private int[] offsets = new int[1];
  private byte[] bytes = new byte[SLACK];
  private int count;

  public int count() {
    return count;
  }

  /// `count + 1` ascending offsets, the first of them 0.
  public int[] offsets() {
    return offsets;
  }

  public byte[] bytes() {
    return bytes;
  }

  /// The end of the last string.
  int end() {
    return offsets[count];
  }

  /// Makes room for the offsets of `more` strings.
  public void reserve(int more) {
    if (offsets.length <= count + more) {
      offsets = Arrays.copyOf(offsets, count + more + 1);
    }
  }

  /// Makes room for `more` bytes and the slack.
  public void reserveBytes(long more) {
    long wanted = end() + more + SLACK;
    if (wanted > MAX_BYTES) {
      throw ParquetErrors.unsupported(
          "the strings of one batch pass 2 GiB; SET batch_rows to a smaller number");
    }
    if (wanted > bytes.length) {
      bytes =
          Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(wanted, bytes.length * 3L / 2)));
    }
  }

  /// Ends the next string at `end`, once its bytes are in place.
  void endAt(int end) {
    offsets[++count] = end;
  }

  /// Appends `from[at..at + length)`. Room for the offset must be reserved.
  public void append(byte[] from, int at, int length) {
    reserveBytes(length);
    System.arraycopy(from, at, bytes, end(), length);
    endAt(end() + length);
  }

  /// Appends `rows[0..many)` of `other`.
  public void gather(ByteStrings other, int[] rows, int many) {
    gather(other.offsets, other.bytes, rows, 0, many);
  }

  /// Appends the strings `rows[from..from + many)` of others given as offsets and bytes.
  public void gather(int[] otherOffsets, byte[] otherBytes, int[] rows, int from, int many) {
    reserve(many);
    long total = 0;
    for (int i = from; i < from + many; i++) {
      total += otherOffsets[rows[i] + 1] - otherOffsets[rows[i]];
    }
    reserveBytes(total);
    int end = end();
    for (int i = from; i < from + many; i++) {
      int start = otherOffsets[rows[i]];
      int length = otherOffsets[rows[i] + 1] - start;
      System.arraycopy(otherBytes, start, bytes, end, length);
      end += length;
      endAt(end);
    }
  }

  /// Moves the last `values` strings to those of the last `rows` rows whose bit in `validity` is
  /// set, row 0 being bit `first`; the others become empty.
  public void spread(long[] validity, int first, int rows, int values) {
    reserve(rows - values);
    int base = count - values;
    int value = count;
    int end = offsets[count];
    for (int row = rows - 1; row >= 0; row--) {
      int bit = first + row;
      offsets[base + row + 1] = end;
      if ((validity[bit >> 6] >>> bit & 1) != 0) {
        value--;
        end = offsets[value];
      }
    }
    count = base + rows;
  }
}
