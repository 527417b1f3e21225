package io.thalweg.connectors.files.parquet.format;

import java.util.List;

/// One row group.
///
/// @param firstRow the rows before it in the file
/// @param chunks one per leaf, by [LeafColumn#ordinal]
/// @param sorting the leaves the rows are declared to be sorted by
public record RowGroupMetadata(
    int ordinal, long firstRow, long rows, List<ChunkMetadata> chunks, List<Sorting> sorting) {
  public RowGroupMetadata {
    chunks = List.copyOf(chunks);
    sorting = List.copyOf(sorting);
  }

  /// Stored bytes of all chunks.
  public long bytes() {
    return chunks.stream().mapToLong(ChunkMetadata::length).sum();
  }

  /// One key of a declared order.
  public record Sorting(int leaf, boolean descending, boolean nullsFirst) {}
}
