package io.thalweg.connectors.files.parquet.encoding;

import io.thalweg.connectors.files.parquet.format.ParquetErrors;
import java.util.Arrays;

/// The hybrid of run-length and bit-packed runs: levels, dictionary ids, booleans.
public final class HybridDecoder extends ValueDecoder {
  private static final int MAX_WIDTH = 32;

  /// Read without synchronisation: all give the same results.
  private static BitUnpacker unpacker = new ScalarBitUnpacker();

  private final byte[] page;
  private final int end;
  private final int width;
  private int position;

  /// Values left in the current run.
  private int left;

  private boolean packed;

  /// The value of a repeated run.
  private int repeated;

  /// The first byte of a packed run, and how many of its values are gone.
  private int packedFrom;

  private int packedDone;

  /// @param width bits of a value, 0..32
  public HybridDecoder(byte[] page, int from, int to, int width) {
    if (width < 0 || width > MAX_WIDTH) {
      throw ParquetErrors.corrupt("values of " + width + " bits");
    }
    this.page = page;
    this.position = from;
    this.end = to;
    this.width = width;
  }

  /// Changes what all decoders of the process unpack with.
  static void use(BitUnpacker other) {
    unpacker = other;
  }

  @Override
  public void read(int[] out, int at, int count) {
    int done = 0;
    while (done < count) {
      int n = Math.min(count - done, run());
      if (packed) {
        unpacker.unpack(page, packedFrom, width, packedDone, out, at + done, n);
      } else {
        Arrays.fill(out, at + done, at + done + n, repeated);
      }
      advance(n);
      done += n;
    }
  }

  @Override
  public void skip(int count) {
    int done = 0;
    while (done < count) {
      int n = Math.min(count - done, run());
      advance(n);
      done += n;
    }
  }

  /// As [#readBits] but counts the ones. The width is 1.
  public int readAndCountBits(long[] out, int at, int count) {
    int ones = 0;
    int done = 0;
    while (done < count) {
      int n = Math.min(count - done, run());
      if (packed) {
        ones += BitCopy.copy(page, packedFrom, packedDone, out, at + done, n);
      } else if ((repeated & 1) != 0) {
        BitCopy.fill(out, at + done, n);
        ones += n;
      }
      advance(n);
      done += n;
    }
    return ones;
  }

  @Override
  public void readBits(long[] out, int at, int count) {
    readAndCountBits(out, at, count);
  }

  /// How many of the next `count` values are 1, passing over them. The width is 1.
  public int skipAndCountBits(int count) {
    int ones = 0;
    int done = 0;
    while (done < count) {
      int n = Math.min(count - done, run());
      if (packed) {
        ones += BitCopy.count(page, packedFrom, packedDone, n);
      } else {
        ones += n * (repeated & 1);
      }
      advance(n);
      done += n;
    }
    return ones;
  }

  /// The values left in the current run, at least one, after beginning the next run if needed.
  private int run() {
    while (left == 0) {
      nextRun();
    }
    return left;
  }

  private void advance(int n) {
    left -= n;
    packedDone += n;
  }

  private void nextRun() {
    long head = 0;
    int shift = 0;
    byte b;
    do {
      if (position >= end || shift > 28) {
        throw ParquetErrors.corrupt("a page has fewer values than its header says");
      }
      b = page[position++];
      head |= (b & 0x7fL) << shift;
      shift += 7;
    } while (b < 0);
    packed = (head & 1) != 0;
    long size = head >>> 1 & 0x7fffffffL;
    if (packed) {
      beginPacked(size);
    } else {
      beginRepeated(size);
    }
  }

  private void beginPacked(long groups) {
    long available = (long) end - position;
    // The last run may be cut off behind its last used value.
    long values = Math.min(groups * 8, width == 0 ? Integer.MAX_VALUE : available * 8 / width);
    if (values == 0 && groups > 0) {
      throw ParquetErrors.corrupt("a bit-packed run is cut off");
    }
    left = (int) Math.min(values, Integer.MAX_VALUE);
    packedFrom = position;
    packedDone = 0;
    position += (int) Math.min(available, groups * width);
  }

  private void beginRepeated(long size) {
    int bytes = (width + 7) >>> 3;
    if (bytes > end - position) {
      throw ParquetErrors.corrupt("a repeated run is cut off");
    }
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (page[position + i] & 0xff) << (8 * i);
    }
    if (width < MAX_WIDTH && value >>> width != 0) {
      throw ParquetErrors.corrupt("a repeated value needs more than " + width + " bits");
    }
    position += bytes;
    repeated = value;
    left = (int) size;
  }
}
