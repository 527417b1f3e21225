package io.thalweg.connectors.files.parquet.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of a page's Thrift header that reading needs. Sizes are in bytes.
///
/// @param type what kind of page it is
/// @param headerSize of the header itself
/// @param uncompressedSize of the page behind the header once decompressed, levels included
/// @param compressedSize of the page behind the header as stored
/// @param crc CRC-32 of the stored bytes, when the writer gave one
/// @param numValues level entries, NULLs included
/// @param encoding ordinal of the values' encoding in Parquet's enum
/// @param definitionEncoding of the definition levels (V1)
/// @param repetitionEncoding of the repetition levels (V1)
/// @param definitionSize of the definition levels (V2)
/// @param repetitionSize of the repetition levels (V2)
/// @param compressed whether the values are compressed (V2)
public record PageHeader(
    Type type,
    int headerSize,
    int uncompressedSize,
    int compressedSize,
    @Nullable Integer crc,
    int numValues,
    int encoding,
    int definitionEncoding,
    int repetitionEncoding,
    int definitionSize,
    int repetitionSize,
    boolean compressed) {

  /// Kinds of pages.
  public enum Type {
    DATA,
    INDEX,
    DICTIONARY,
    DATA_V2;

    private static final List<Type> ALL = List.of(values());

    /// The kind with this number; null when there is none.
    static @Nullable Type of(int number) {
      return number >= 0 && number < ALL.size() ? ALL.get(number) : null;
    }
  }
}
