package io.thalweg.connectors.files.parquet.format;

import org.jspecify.annotations.Nullable;

/// One column chunk as the footer describes it, with positions already checked against the file.
///
/// @param start file position of the first page, the dictionary's when there is one
/// @param length bytes of all pages, headers included
/// @param uncompressedLength the same once decompressed
/// @param values level entries of all pages, NULLs included
/// @param codec ordinal of the compression codec in Parquet's enum
/// @param dictionaryOnly whether every data page is known to be dictionary-encoded
/// @param nullCount NULLs, or -1
/// @param distinctCount distinct values, or -1
/// @param min a lower bound of the values in PLAIN encoding without length prefix
/// @param max an upper bound, likewise
/// @param nanFree whether a floating-point chunk is known to hold no NaN
/// @param columnIndexPosition file position of the pages' statistics, or -1
/// @param columnIndexLength its bytes
/// @param offsetIndexPosition file position of the pages' places, or -1
/// @param offsetIndexLength its bytes
// Chunks are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record ChunkMetadata(
    long start,
    long length,
    long uncompressedLength,
    long values,
    int codec,
    boolean dictionaryOnly,
    long nullCount,
    long distinctCount,
    byte @Nullable [] min,
    byte @Nullable [] max,
    boolean nanFree,
    long columnIndexPosition,
    int columnIndexLength,
    long offsetIndexPosition,
    int offsetIndexLength) {

  /// The same chunk with the statistics of a part of it.
  public ChunkMetadata withBounds(
      byte @Nullable [] newMin, byte @Nullable [] newMax, long newNullCount) {
    return new ChunkMetadata(
        start,
        length,
        uncompressedLength,
        values,
        codec,
        dictionaryOnly,
        newNullCount,
        distinctCount,
        newMin,
        newMax,
        nanFree,
        columnIndexPosition,
        columnIndexLength,
        offsetIndexPosition,
        offsetIndexLength);
  }
}
