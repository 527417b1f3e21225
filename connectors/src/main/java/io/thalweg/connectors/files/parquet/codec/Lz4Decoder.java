package io.thalweg.connectors.files.parquet.codec;

import io.thalweg.connectors.files.parquet.encoding.Words;
import io.thalweg.connectors.files.parquet.format.ParquetErrors;

/// LZ4 blocks from array to array, alone or in Hadoop's frames.
final class Lz4Decoder {
  private static final int MIN_MATCH = 4;
  private static final int FRAME_HEADER = 8;

  private Lz4Decoder() {}

  /// Decompresses one raw block `in[from..to)` to exactly `size` bytes.
  static void decode(byte[] in, int from, int to, byte[] out, int outFrom, int size) {
    if (size > out.length - SnappyDecoder.SLACK - outFrom
        || block(in, from, to, out, outFrom, size) != size) {
      throw corrupt();
    }
  }

  /// Decompresses Hadoop's frames of (size, compressed size, blocks), big-endian; older writers
  /// used the same codec number for a raw block, which is tried next.
  static void decodeHadoop(byte[] in, int from, int to, byte[] out, int outFrom, int size) {
    if (!isFramed(in, from, to, size)) {
      decode(in, from, to, out, outFrom, size);
      return;
    }
    int ip = from;
    int op = outFrom;
    while (to - ip >= FRAME_HEADER) {
      int frame = Integer.reverseBytes(Words.getInt(in, ip));
      int compressed = Integer.reverseBytes(Words.getInt(in, ip + 4));
      decode(in, ip + FRAME_HEADER, ip + FRAME_HEADER + compressed, out, op, frame);
      ip += FRAME_HEADER + compressed;
      op += frame;
    }
  }

  private static boolean isFramed(byte[] in, int from, int to, int size) {
    int ip = from;
    long total = 0;
    while (to - ip >= FRAME_HEADER) {
      int frame = Integer.reverseBytes(Words.getInt(in, ip));
      int compressed = Integer.reverseBytes(Words.getInt(in, ip + 4));
      if (frame < 0 || compressed < 0 || compressed > to - ip - FRAME_HEADER) {
        return false;
      }
      total += frame;
      ip += FRAME_HEADER + compressed;
    }
    return ip == to && total == size;
  }

  /// Returns the bytes written.
  private static int block(byte[] in, int from, int to, byte[] out, int outFrom, int size) {
    int ip = from;
    int op = outFrom;
    int end = outFrom + size;
    while (ip < to) {
      int token = in[ip++] & 0xff;
      int literals = token >>> 4;
      if (literals == 15) {
        int more;
        do {
          more = in[ip++] & 0xff;
          literals += more;
        } while (more == 255 && literals >= 0);
      }
      if (literals < 0 || literals > to - ip || literals > end - op) {
        throw corrupt();
      }
      System.arraycopy(in, ip, out, op, literals);
      ip += literals;
      op += literals;
      if (ip >= to) {
        break;
      }
      int distance = Words.getShort(in, ip);
      ip += 2;
      int length = token & 15;
      if (length == 15) {
        int more;
        do {
          more = in[ip++] & 0xff;
          length += more;
        } while (more == 255 && length >= 0);
      }
      length += MIN_MATCH;
      if (distance == 0 || distance > op - outFrom || length < 0 || length > end - op) {
        throw corrupt();
      }
      BackCopy.copy(out, op, distance, length);
      op += length;
    }
    return op - outFrom;
  }

  private static RuntimeException corrupt() {
    return ParquetErrors.corrupt("a page does not decompress as LZ4");
  }
}
