package io.thalweg.connectors.files.parquet.write;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import io.thalweg.connectors.files.parquet.codec.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.CompressionCodec;
import org.jspecify.annotations.Nullable;

/// Compresses pages with one codec. Used by one thread; closed by the writer.
final class PageCompressor implements AutoCloseable {
  private static final int ZSTD_LEVEL = 3;

  private final Codec codec;
  private final SnappyJavaCompressor snappy = new SnappyJavaCompressor();
  private final @Nullable ZstdCompressCtx zstd;

  /// @param codec UNCOMPRESSED, SNAPPY, ZSTD or GZIP
  PageCompressor(Codec codec) {
    this.codec = codec;
    this.zstd = codec == Codec.ZSTD ? new ZstdCompressCtx().setLevel(ZSTD_LEVEL) : null;
  }

  CompressionCodec thrift() {
    return switch (codec) {
      case UNCOMPRESSED -> CompressionCodec.UNCOMPRESSED;
      case SNAPPY -> CompressionCodec.SNAPPY;
      case ZSTD -> CompressionCodec.ZSTD;
      case GZIP -> CompressionCodec.GZIP;
      case LZO, BROTLI, LZ4, LZ4_RAW -> throw new IllegalStateException("not written: " + codec);
    };
  }

  /// Replaces what `out` holds by the compressed `in`.
  void compress(Buffer in, Buffer out) {
    out.clear();
    if (zstd != null) {
      out.reserve((int) Zstd.compressBound(in.size()));
      out.advance(
          zstd.compressByteArray(out.bytes(), 0, out.bytes().length, in.bytes(), 0, in.size()));
    } else if (codec == Codec.SNAPPY) {
      out.reserve(snappy.maxCompressedLength(in.size()));
      out.advance(snappy.compress(in.bytes(), 0, in.size(), out.bytes(), 0, out.bytes().length));
    } else if (codec == Codec.GZIP) {
      gzip(in, out);
    } else {
      out.write(in.bytes(), 0, in.size());
    }
  }

  private static void gzip(Buffer in, Buffer out) {
    try (GZIPOutputStream stream = new GZIPOutputStream(out)) {
      stream.write(in.bytes(), 0, in.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (zstd != null) {
      zstd.close();
    }
  }
}
