package io.thalweg.connectors.files.parquet.codec;

import io.thalweg.connectors.files.parquet.encoding.Words;
import io.thalweg.connectors.files.parquet.format.ParquetErrors;

/// Snappy blocks from array to array.
///
/// Elements are short in columnar data, so copies are done in unconditional 16-byte steps that may
/// run past their end: both arrays need [#SLACK] spare bytes.
public final class SnappyDecoder {
  /// Spare bytes that input and output arrays need behind the data.
  public static final int SLACK = 64;

  private static final int LITERAL = 0;
  private static final int SHORT_LITERAL = 16;
  private static final int MAX_INLINE_LITERAL = 60;
  private static final int[] TRAILER_MASK = {0, 0xff, 0xffff, 0xffffff, -1};

  /// Per tag byte of a copy: its length in bits 0..7, the offset's high bits in 8..10, and the
  /// number of bytes that follow in 11..13.
  private static final int[] COPIES = copies();

  private SnappyDecoder() {}

  private static int[] copies() {
    int[] table = new int[256];
    for (int tag = 0; tag < table.length; tag++) {
      table[tag] =
          switch (tag & 3) {
            case 1 -> (4 + (tag >>> 2 & 7)) | (tag & 0xe0) << 3 | 1 << 11;
            case 2 -> ((tag >>> 2) + 1) | 2 << 11;
            case 3 -> ((tag >>> 2) + 1) | 4 << 11;
            default -> 0;
          };
    }
    return table;
  }

  /// Decompresses `in[from..to)` to `out[outFrom..outFrom + size)`.
  ///
  /// @param size what the block must decompress to
  /// @throws io.thalweg.core.error.ThalwegException FILE_CORRUPT when it does not
  public static void decode(byte[] in, int from, int to, byte[] out, int outFrom, int size) {
    int ip = from;
    long declared = 0;
    int shift = 0;
    byte b;
    do {
      if (ip >= to || shift > 28) {
        throw corrupt();
      }
      b = in[ip++];
      declared |= (b & 0x7fL) << shift;
      shift += 7;
    } while (b < 0);
    if (declared != size || to > in.length - SLACK || size > out.length - SLACK - outFrom) {
      throw corrupt();
    }
    int end = elements(in, ip, to, out, outFrom, outFrom + size);
    if (end != outFrom + size) {
      throw corrupt();
    }
  }

  private static int elements(byte[] in, int start, int to, byte[] out, int outFrom, int outTo) {
    int ip = start;
    int op = outFrom;
    while (ip < to) {
      int tag = in[ip++] & 0xff;
      if ((tag & 3) == LITERAL) {
        int length = (tag >>> 2) + 1;
        if (length <= SHORT_LITERAL) {
          Words.putLong(out, op, Words.getLong(in, ip));
          Words.putLong(out, op + 8, Words.getLong(in, ip + 8));
        } else {
          if (length > MAX_INLINE_LITERAL) {
            int bytes = length - MAX_INLINE_LITERAL;
            length = (Words.getInt(in, ip) & TRAILER_MASK[bytes]) + 1;
            ip += bytes;
          }
          if (length <= 0 || length > to - ip || length > outTo - op) {
            throw corrupt();
          }
          System.arraycopy(in, ip, out, op, length);
        }
        ip += length;
        op += length;
      } else {
        int entry = COPIES[tag];
        int bytes = entry >>> 11;
        int distance = (Words.getInt(in, ip) & TRAILER_MASK[bytes]) + (entry & 0x700);
        int length = entry & 0xff;
        ip += bytes;
        if (distance <= 0 || distance > op - outFrom) {
          throw corrupt();
        }
        BackCopy.copy(out, op, distance, length);
        op += length;
      }
      if (op > outTo) {
        throw corrupt();
      }
    }
    if (ip != to) {
      throw corrupt();
    }
    return op;
  }

  private static RuntimeException corrupt() {
    return ParquetErrors.corrupt("a page does not decompress as Snappy");
  }
}
