package io.thalweg.connectors.files.parquet.codec;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.thalweg.connectors.files.parquet.format.ParquetErrors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Decompresses pages of a mapped file into heap arrays, with buffers it keeps.
///
/// Used by one thread; closed by the scan that made it.
public final class Decompressor implements AutoCloseable {
  /// Spare bytes behind the data that output arrays need.
  public static final int SLACK = SnappyDecoder.SLACK;

  private static final long MAX_SNAPPY_RATIO = 64;
  private static final long MAX_LZ4_RATIO = 256;
  private static final long MAX_GZIP_RATIO = 1040;
  private static final long SMALL = 1 << 16;
  private static final byte[] NOTHING = {};

  private byte[] compressed = NOTHING;
  private byte[] alsoCompressed = NOTHING;
  private @Nullable ZstdDecompressCtx zstd;

  /// Refuses an uncompressed size that `stored` bytes cannot give, before anything is allocated.
  public static void checkSize(Codec codec, long stored, long size) {
    long most =
        switch (codec) {
          case UNCOMPRESSED -> stored;
          case SNAPPY -> stored * MAX_SNAPPY_RATIO;
          case LZ4, LZ4_RAW -> stored * MAX_LZ4_RATIO;
          case GZIP -> stored * MAX_GZIP_RATIO;
          // No useful bound; the caller's bound for the column chunk holds.
          case ZSTD, LZO, BROTLI -> Long.MAX_VALUE;
        };
    if (size > Math.max(most, codec == Codec.UNCOMPRESSED ? 0 : SMALL)) {
      throw ParquetErrors.corrupt(
          "a page of " + stored + " bytes claims to hold " + size + " bytes");
    }
  }

  /// Decompresses all of `page` to `out[outFrom..outFrom + size)`.
  ///
  /// @param out with [#SLACK] bytes behind that range
  /// @param words whether the page holds values of 4 or 8 bytes; a hint
  public void decompress(
      Codec codec, MemorySegment page, byte[] out, int outFrom, int size, boolean words) {
    switch (codec) {
      case UNCOMPRESSED -> MemorySegment.copy(page, ValueLayout.JAVA_BYTE, 0, out, outFrom, size);
      case SNAPPY ->
          SnappyDecoder.decode(
              new SnappyDecoder.Block(
                  load(page), 0, (int) page.byteSize(), out, outFrom, size, words));
      case LZ4_RAW -> Lz4Decoder.decode(load(page), 0, (int) page.byteSize(), out, outFrom, size);
      case LZ4 -> Lz4Decoder.decodeHadoop(load(page), 0, (int) page.byteSize(), out, outFrom, size);
      case ZSTD -> zstd(page, out, outFrom, size);
      case GZIP -> gzip(load(page), (int) page.byteSize(), out, outFrom, size);
      case BROTLI -> BrotliDecoder.decode(load(page), (int) page.byteSize(), out, outFrom, size);
      case LZO ->
          throw ParquetErrors.unsupported(
              codec + " compression is not supported; write the file with zstd or snappy");
    }
  }

  /// Decompresses two Snappy pages of values of 4 or 8 bytes at once, each to the start of its
  /// array.
  ///
  /// @param outA with [#SLACK] bytes behind `sizeA`; `outB` likewise
  public void decompressSnappy(
      MemorySegment pageA, byte[] outA, int sizeA, MemorySegment pageB, byte[] outB, int sizeB) {
    alsoCompressed = load(pageB, alsoCompressed);
    SnappyDecoder.decode(
        new SnappyDecoder.Block(load(pageA), 0, (int) pageA.byteSize(), outA, 0, sizeA, true),
        new SnappyDecoder.Block(alsoCompressed, 0, (int) pageB.byteSize(), outB, 0, sizeB, true));
  }

  /// Bytes of the buffers kept.
  public long heldBytes() {
    return compressed.length + alsoCompressed.length;
  }

  private byte[] load(MemorySegment page) {
    compressed = load(page, compressed);
    return compressed;
  }

  /// The bytes of a page in an array, `held` if it is large enough.
  private static byte[] load(MemorySegment page, byte[] held) {
    int length = (int) page.byteSize();
    byte[] bytes = held;
    if (held.length < length + SLACK) {
      PageArrays.SHARED.giveBack(held);
      bytes = PageArrays.SHARED.take(Math.addExact(length, SLACK));
    }
    MemorySegment.copy(page, ValueLayout.JAVA_BYTE, 0, bytes, 0, length);
    return bytes;
  }

  private void zstd(MemorySegment page, byte[] out, int outFrom, int size) {
    if (zstd == null) {
      zstd = new ZstdDecompressCtx();
    }
    try {
      int written =
          zstd.decompressDirectByteBufferToByteArray(
              out, outFrom, size, page.asByteBuffer(), 0, (int) page.byteSize());
      if (written != size) {
        throw ParquetErrors.corrupt("a page decompresses to " + written + " bytes, not " + size);
      }
    } catch (ZstdException e) {
      throw ParquetErrors.corrupt("a page does not decompress as zstd: " + e.getMessage());
    }
  }

  private static void gzip(byte[] in, int length, byte[] out, int outFrom, int size) {
    try (InputStream stream =
        new GZIPInputStream(new ByteArrayInputStream(in, 0, length), SMALL_BUFFER)) {
      fill(stream, out, outFrom, size);
    } catch (IOException e) {
      throw ParquetErrors.corrupt("a page does not decompress as gzip: " + e.getMessage());
    }
  }

  /// Reads exactly `size` bytes, which must be all.
  static void fill(InputStream stream, byte[] out, int outFrom, int size) throws IOException {
    int read = stream.readNBytes(out, outFrom, size);
    if (read != size || stream.read() >= 0) {
      throw ParquetErrors.corrupt("a page does not decompress to " + size + " bytes");
    }
  }

  private static final int SMALL_BUFFER = 8192;

  @Override
  public void close() {
    PageArrays.SHARED.giveBack(compressed);
    PageArrays.SHARED.giveBack(alsoCompressed);
    compressed = NOTHING;
    alsoCompressed = NOTHING;
    if (zstd != null) {
      zstd.close();
      zstd = null;
    }
  }
}
