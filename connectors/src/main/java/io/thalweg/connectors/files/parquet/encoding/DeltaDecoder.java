package io.thalweg.connectors.files.parquet.encoding;

import io.thalweg.connectors.files.parquet.format.ParquetErrors;

/// DELTA_BINARY_PACKED: blocks of bit-packed differences, one miniblock decoded at a time.
public final class DeltaDecoder extends ValueDecoder {
  private static final int MAX_BLOCK = 1 << 16;

  private final byte[] page;
  private final int end;
  private final int miniblocks;
  private final int miniblockSize;
  private final int total;
  private final long[] buffer;
  private int position;
  private long last;

  /// Values not yet moved to the buffer, the first value included.
  private int undecoded;

  private boolean first = true;
  private int buffered;
  private int taken;
  private long minDelta;
  private int widthsFrom;

  /// The next miniblock of the current block; equal to `miniblocks` when a block has to begin.
  private int miniblock;

  public DeltaDecoder(byte[] page, int from, int to) {
    this.page = page;
    this.position = from;
    this.end = to;
    long block = varint();
    long perBlock = varint();
    long count = varint();
    if (block <= 0
        || block > MAX_BLOCK
        || perBlock <= 0
        || perBlock > block
        || block % perBlock != 0
        || block / perBlock % 8 != 0
        || count < 0
        || count > Integer.MAX_VALUE) {
      throw ParquetErrors.corrupt("a delta-encoded page has an impossible header");
    }
    this.miniblocks = (int) perBlock;
    this.miniblockSize = (int) (block / perBlock);
    this.total = (int) count;
    this.buffer = new long[miniblockSize];
    this.undecoded = total;
    this.miniblock = miniblocks;
    this.last = zigzag();
  }

  /// All values of the page.
  public int total() {
    return total;
  }

  /// Passes over everything that is left and returns the position behind the encoded data.
  public int finish() {
    buffered = 0;
    taken = 0;
    if (first && undecoded > 0) {
      first = false;
      undecoded--;
    }
    while (undecoded > 0) {
      int width = nextMiniblock();
      position += packedBytes(width);
      undecoded -= Math.min(undecoded, miniblockSize);
    }
    return position;
  }

  @Override
  public void skip(int count) {
    int done = 0;
    while (done < count) {
      done += take(count - done);
    }
  }

  @Override
  public void read(int[] out, int at, int count) {
    int done = 0;
    while (done < count) {
      int n = take(count - done);
      for (int i = 0; i < n; i++) {
        out[at + done + i] = (int) buffer[taken - n + i];
      }
      done += n;
    }
  }

  @Override
  public void read(long[] out, int at, int count) {
    int done = 0;
    while (done < count) {
      int n = take(count - done);
      System.arraycopy(buffer, taken - n, out, at + done, n);
      done += n;
    }
  }

  /// Takes up to `count` values, at least one; they end at `buffer[taken]`.
  private int take(int count) {
    if (taken == buffered) {
      fill();
    }
    int n = Math.min(count, buffered - taken);
    taken += n;
    return n;
  }

  private void fill() {
    if (undecoded == 0) {
      throw ParquetErrors.corrupt("a page has fewer values than its header says");
    }
    taken = 0;
    if (first) {
      first = false;
      buffer[0] = last;
      buffered = 1;
      undecoded--;
      return;
    }
    int width = nextMiniblock();
    int from = position;
    position += packedBytes(width);
    buffered = Math.min(undecoded, miniblockSize);
    undecoded -= buffered;
    unpack(from, width, buffered);
  }

  /// Steps to the next miniblock, beginning a block if needed, and returns its bit width.
  private int nextMiniblock() {
    if (miniblock == miniblocks) {
      minDelta = zigzag();
      widthsFrom = position;
      position += miniblocks;
      miniblock = 0;
    }
    int width = page[widthsFrom + miniblock++] & 0xff;
    if (width > Long.SIZE || position > end) {
      throw ParquetErrors.corrupt("a delta-encoded page has an impossible bit width");
    }
    return width;
  }

  private int packedBytes(int width) {
    int bytes = miniblockSize / 8 * width;
    if (bytes > end - position) {
      throw ParquetErrors.corrupt("a delta-encoded page is cut off");
    }
    return bytes;
  }

  private void unpack(int from, int width, int count) {
    long value = last;
    long mask = width == Long.SIZE ? -1L : (1L << width) - 1;
    for (int i = 0; i < count; i++) {
      value += minDelta + (bits(from, i * width, width) & mask);
      buffer[i] = value;
    }
    last = value;
  }

  private long bits(int from, int bit, int width) {
    int at = from + (bit >>> 3);
    int shift = bit & 7;
    if (width == 0) {
      return 0;
    }
    if (at > page.length - 9) {
      return tailBits(at, shift);
    }
    long word = Words.getLong(page, at) >>> shift;
    return shift + width > Long.SIZE ? word | (long) page[at + 8] << (Long.SIZE - shift) : word;
  }

  private long tailBits(int at, int shift) {
    long word = 0;
    for (int i = Math.min(page.length, at + 8) - 1; i >= at; i--) {
      word = word << 8 | (page[i] & 0xff);
    }
    word >>>= shift;
    return shift > 0 && at + 8 < page.length
        ? word | (long) page[at + 8] << (Long.SIZE - shift)
        : word;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (position >= end) {
        throw ParquetErrors.corrupt("a delta-encoded page is cut off");
      }
      byte b = page[position++];
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw ParquetErrors.corrupt("a delta-encoded page has an endless number");
  }

  private long zigzag() {
    long value = varint();
    return value >>> 1 ^ -(value & 1);
  }
}
