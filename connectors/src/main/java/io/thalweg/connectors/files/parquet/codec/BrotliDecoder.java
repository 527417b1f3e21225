package io.thalweg.connectors.files.parquet.codec;

import io.thalweg.connectors.files.parquet.format.ParquetErrors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.brotli.dec.BrotliInputStream;

/// Brotli pages. Apart from the other codecs so that its library is loaded for such pages only.
final class BrotliDecoder {
  private BrotliDecoder() {}

  /// Decompresses `in[0..length)` to `out[outFrom..outFrom + size)`.
  ///
  /// @throws io.thalweg.core.error.ThalwegException FILE_CORRUPT when it does not
  static void decode(byte[] in, int length, byte[] out, int outFrom, int size) {
    try (InputStream stream = new BrotliInputStream(new ByteArrayInputStream(in, 0, length))) {
      Decompressor.fill(stream, out, outFrom, size);
    } catch (IOException e) {
      throw ParquetErrors.corrupt("a page does not decompress as Brotli: " + e.getMessage());
    }
  }
}
