package io.thalweg.connectors.files.parquet;

import io.thalweg.connectors.files.parquet.format.ChunkMetadata;
import io.thalweg.connectors.files.parquet.format.PageIndex;
import io.thalweg.connectors.files.parquet.format.RowGroupMetadata;
import io.thalweg.connectors.files.parquet.read.ExcludedRows.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a row group is cut so that several readers may read it at once.
///
/// Cuts stand between pages of the largest column, because a page with rows of two parts is
/// decompressed twice, as dictionaries are. Without an index of pages a column may be one page, and
/// a row group stays whole.
final class RowGroupParts {
  /// A smaller part is not worth a reader.
  private static final long LEAST_ROWS = 8_192;

  private RowGroupParts() {}

  static List<Range> of(ParquetFile file, int rowGroup, int parts) {
    RowGroupMetadata group = file.groups().get(rowGroup);
    long rows = group.rows();
    List<Range> ranges = new ArrayList<>();
    long from = 0;
    PageIndex index = parts < 2 || rows < 2 * LEAST_ROWS ? null : index(file, group);
    if (index != null) {
      long wanted = Math.max(LEAST_ROWS, (rows + parts - 1) / parts);
      for (PageIndex.Page page : index.pages()) {
        if (page.firstRow() - from >= wanted && rows - page.firstRow() >= LEAST_ROWS) {
          ranges.add(new Range(from, page.firstRow()));
          from = page.firstRow();
        }
      }
    }
    ranges.add(new Range(from, rows));
    return ranges;
  }

  private static @Nullable PageIndex index(ParquetFile file, RowGroupMetadata group) {
    return group.chunks().stream()
        .max(Comparator.comparingLong(ChunkMetadata::length))
        .map(chunk -> PageIndex.read(file.bytes(), chunk, group.rows()))
        .orElse(null);
  }
}
