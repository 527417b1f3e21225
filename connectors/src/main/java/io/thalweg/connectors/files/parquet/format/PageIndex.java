package io.thalweg.connectors.files.parquet.format;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the pages of a column chunk begin, and the bounds of their values.
public record PageIndex(List<Page> pages) {
  public PageIndex {
    pages = List.copyOf(pages);
  }

  /// One data page.
  ///
  /// @param firstRow of the row group
  /// @param min lower bound in PLAIN encoding; null when there is none
  /// @param nullCount NULLs, or -1
  // Pages are never compared.
  @SuppressWarnings("ArrayRecordComponent")
  public record Page(
      long firstRow, long rows, byte @Nullable [] min, byte @Nullable [] max, long nullCount) {}

  /// The index of a chunk without lists; null when the file has none that makes sense. It is
  /// advice, so a damaged one is no error.
  ///
  /// @param rows of the row group
  public static @Nullable PageIndex read(MemorySegment file, ChunkMetadata chunk, long rows) {
    boolean present =
        isInside(file, chunk.columnIndexPosition(), chunk.columnIndexLength())
            && isInside(file, chunk.offsetIndexPosition(), chunk.offsetIndexLength());
    if (!present) {
      return null;
    }
    try {
      return PageIndexReader.read(
          file.asSlice(chunk.columnIndexPosition(), chunk.columnIndexLength()),
          file.asSlice(chunk.offsetIndexPosition(), chunk.offsetIndexLength()),
          rows);
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static boolean isInside(MemorySegment file, long position, int length) {
    return position > 0 && length > 0 && length <= file.byteSize() - position;
  }
}
