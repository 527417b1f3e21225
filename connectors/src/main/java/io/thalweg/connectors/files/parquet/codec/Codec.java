package io.thalweg.connectors.files.parquet.codec;

import io.thalweg.connectors.files.parquet.format.ParquetErrors;

/// The compression codecs of the format; ordinals are those of Parquet's own enum.
public enum Codec {
  UNCOMPRESSED,
  SNAPPY,
  GZIP,
  LZO,
  BROTLI,
  LZ4,
  ZSTD,
  LZ4_RAW;

  /// The codec with this number.
  public static Codec of(int number) {
    if (number < 0 || number >= values().length) {
      throw ParquetErrors.unsupported(
          "compression codec " + number + " is not known; write the file with zstd or snappy");
    }
    return values()[number];
  }
}
