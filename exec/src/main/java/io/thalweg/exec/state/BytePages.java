package io.thalweg.exec.state;

import io.thalweg.core.data.BytesColumn;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A growing list of byte strings in pages, so that growth copies nothing and 2 GiB is no limit.
final class BytePages {
  private static final int FIRST_PAGE = 1 << 12;
  private static final int PAGE = 1 << 18;

  private byte[][] pages = {new byte[FIRST_PAGE]};
  private int page;
  private int used;

  /// Page in the upper half, offset in the lower.
  private long[] starts = new long[16];

  private int[] lengths = new int[16];
  private int count;
  private long bytes = FIRST_PAGE;

  void append(byte[] source, int from, int to) {
    int length = to - from;
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      lengths = Arrays.copyOf(lengths, 2 * count);
    }
    if (used + (long) length > pages[page].length) {
      addPage(length);
    }
    System.arraycopy(source, from, pages[page], used, length);
    starts[count] = (long) page << 32 | used;
    lengths[count++] = length;
    used += length;
  }

  private void addPage(int length) {
    page++;
    if (page == pages.length) {
      pages = Arrays.copyOf(pages, 2 * page);
    }
    pages[page] = new byte[Math.max(length, Math.min(PAGE, FIRST_PAGE << Math.min(page, 10)))];
    bytes += pages[page].length;
    used = 0;
  }

  boolean isEqual(int index, byte[] other, int from, int to) {
    int length = lengths[index];
    if (length != to - from) {
      return false;
    }
    long start = starts[index];
    int offset = (int) start;
    return Arrays.equals(pages[(int) (start >>> 32)], offset, offset + length, other, from, to);
  }

  /// The strings `indexes[0..size)`.
  BytesColumn gather(int[] indexes, int size, long @Nullable [] validity) {
    return column(Groups.of(indexes, size), validity);
  }

  /// The strings with these numbers.
  BytesColumn column(Groups groups, long @Nullable [] validity) {
    int size = groups.count();
    int[] offsets = new int[size + 1];
    long total = 0;
    for (int i = 0; i < size; i++) {
      total += lengths[groups.at(i)];
      if (total > Integer.MAX_VALUE - 8) {
        throw new ThalwegException(
            ErrorCode.STRING_TOO_LONG,
            "the strings of one batch pass 2 GiB; use a smaller batch_rows or shorter strings");
      }
      offsets[i + 1] = (int) total;
    }
    byte[] result = new byte[(int) total];
    for (int i = 0; i < size; i++) {
      long start = starts[groups.at(i)];
      System.arraycopy(
          pages[(int) (start >>> 32)], (int) start, result, offsets[i], lengths[groups.at(i)]);
    }
    return new BytesColumn(size, offsets, result, validity);
  }

  long sizeInBytes() {
    return bytes + 12L * starts.length;
  }
}
