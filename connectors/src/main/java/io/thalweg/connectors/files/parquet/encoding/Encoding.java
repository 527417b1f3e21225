package io.thalweg.connectors.files.parquet.encoding;

import io.thalweg.connectors.files.parquet.format.ParquetErrors;
import io.thalweg.connectors.files.parquet.format.PhysicalType;

/// The numbers of the format's value encodings and the decoder each needs.
public enum Encoding {
  PLAIN(0),
  PLAIN_DICTIONARY(2),
  RLE(3),
  BIT_PACKED(4),
  DELTA_BINARY_PACKED(5),
  DELTA_LENGTH_BYTE_ARRAY(6),
  DELTA_BYTE_ARRAY(7),
  RLE_DICTIONARY(8),
  BYTE_STREAM_SPLIT(9);

  private final int number;

  Encoding(int number) {
    this.number = number;
  }

  public static Encoding of(int number) {
    for (Encoding encoding : values()) {
      if (encoding.number == number) {
        return encoding;
      }
    }
    throw ParquetErrors.unsupported(
        "encoding " + number + " is not known; write the file with PLAIN or dictionary encoding");
  }

  public int number() {
    return number;
  }

  /// Whether values are ids of the chunk's dictionary.
  public boolean isDictionary() {
    return this == PLAIN_DICTIONARY || this == RLE_DICTIONARY;
  }

  /// A decoder over the values `page[from..to)` of a column of type `type`.
  ///
  /// @param width bytes of a FIXED_LEN_BYTE_ARRAY or INT96 value
  public ValueDecoder decoder(PhysicalType type, int width, byte[] page, int from, int to) {
    return switch (this) {
      case PLAIN -> plain(type, width, page, from, to);
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> ids(page, from, to);
      case RLE -> booleans(type, page, from, to);
      case DELTA_BINARY_PACKED -> new DeltaDecoder(page, from, to);
      case DELTA_LENGTH_BYTE_ARRAY -> new DeltaLengthStrings(page, from, to);
      case DELTA_BYTE_ARRAY -> new DeltaStrings(page, from, to);
      case BYTE_STREAM_SPLIT -> new ByteStreamSplit(page, from, to, splitWidth(type, width));
      case BIT_PACKED -> throw ParquetErrors.corrupt("BIT_PACKED is no encoding of values");
    };
  }

  private static ValueDecoder plain(PhysicalType type, int width, byte[] page, int from, int to) {
    return switch (type) {
      case BOOLEAN -> new PlainBits(page, from, to);
      case INT32, FLOAT -> new PlainFixed(page, from, to, Integer.BYTES);
      case INT64, DOUBLE -> new PlainFixed(page, from, to, Long.BYTES);
      case BYTE_ARRAY -> new PlainStrings(page, from, to);
      case INT96, FIXED_LEN_BYTE_ARRAY -> new PlainFixedBytes(page, from, to, width);
    };
  }

  private static ValueDecoder ids(byte[] page, int from, int to) {
    // A page without values may be without the byte that tells the width.
    return from >= to
        ? new HybridDecoder(page, from, to, 0)
        : new HybridDecoder(page, from + 1, to, page[from] & 0xff);
  }

  private static ValueDecoder booleans(PhysicalType type, byte[] page, int from, int to) {
    if (type != PhysicalType.BOOLEAN) {
      throw ParquetErrors.corrupt("RLE values in a column that is not BOOLEAN");
    }
    if (to - from < Integer.BYTES) {
      return new HybridDecoder(page, to, to, 1);
    }
    int length = Words.getInt(page, from);
    if (length < 0 || length > to - from - Integer.BYTES) {
      throw ParquetErrors.corrupt("run-length encoded values do not fit their page");
    }
    return new HybridDecoder(page, from + Integer.BYTES, from + Integer.BYTES + length, 1);
  }

  private static int splitWidth(PhysicalType type, int width) {
    return switch (type) {
      case INT32, FLOAT -> Integer.BYTES;
      case INT64, DOUBLE -> Long.BYTES;
      case INT96, FIXED_LEN_BYTE_ARRAY -> width;
      case BOOLEAN, BYTE_ARRAY ->
          throw ParquetErrors.corrupt("BYTE_STREAM_SPLIT in a column of varying width");
    };
  }
}
