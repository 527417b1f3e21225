package io.thalweg.connectors.files.parquet.format;

import static io.thalweg.connectors.files.parquet.format.ParquetErrors.required;

import io.thalweg.core.type.DecimalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/// Checks the column chunks of row groups against the schema and the file's size.
final class ChunkReader {
  private static final long MAGIC_BYTES = 4;

  private final List<LeafColumn> leaves;
  private final long fileSize;
  private final boolean[] typedOrder;

  /// @param typedOrder by leaf, whether statistics are in the type's order; may be short
  ChunkReader(List<LeafColumn> leaves, long fileSize, boolean[] typedOrder) {
    this.leaves = leaves;
    this.fileSize = fileSize;
    this.typedOrder = typedOrder;
  }

  List<ChunkMetadata> read(RowGroup group, int ordinal) {
    List<ColumnChunk> columns = required(group.getColumns(), "the list of columns");
    if (columns.size() != leaves.size()) {
      throw ParquetErrors.corrupt(
          "row group "
              + ordinal
              + " has "
              + columns.size()
              + " columns, the schema "
              + leaves.size());
    }
    List<ChunkMetadata> chunks = new ArrayList<>();
    for (LeafColumn leaf : leaves) {
      try {
        chunks.add(read(columns.get(leaf.ordinal()), leaf, group.getNum_rows()));
      } catch (RuntimeException e) {
        throw ParquetErrors.translate(e, "column '" + leaf.path() + "', row group " + ordinal);
      }
    }
    return chunks;
  }

  private ChunkMetadata read(ColumnChunk chunk, LeafColumn leaf, long rows) {
    if (chunk.isSetCrypto_metadata() || chunk.isSetEncrypted_column_metadata()) {
      throw ParquetErrors.unsupported("the column is encrypted; write it without encryption");
    }
    if (chunk.isSetFile_path()) {
      throw ParquetErrors.unsupported(
          "the column's data is in another file; write each file whole");
    }
    ColumnMetaData meta = chunk.getMeta_data();
    if (meta == null || PhysicalType.of(meta.getType()) != leaf.physical()) {
      throw ParquetErrors.corrupt("the column chunk does not have the schema's type");
    }
    long values = meta.getNum_values();
    boolean onePerRow = leaf.maxRepetition() == 0;
    if (values < rows || (onePerRow && values != rows)) {
      throw ParquetErrors.corrupt(values + " values for " + rows + " rows");
    }
    long start = start(meta);
    long length = meta.getTotal_compressed_size();
    if (values > 0 && (start < MAGIC_BYTES || length < 0 || length > fileSize - start)) {
      throw ParquetErrors.corrupt("its pages lie outside of the file");
    }
    Statistics statistics = Objects.requireNonNullElseGet(meta.getStatistics(), Statistics::new);
    boolean trusted = isOrdered(leaf);
    boolean typed = leaf.ordinal() < typedOrder.length && typedOrder[leaf.ordinal()];
    boolean nanFree = statistics.isSetNan_count() && statistics.getNan_count() == 0;
    return new ChunkMetadata(
        start,
        length,
        meta.getTotal_uncompressed_size(),
        values,
        required(meta.getCodec(), "the codec").getValue(),
        isDictionaryOnly(meta),
        statistics.isSetNull_count() ? statistics.getNull_count() : -1,
        statistics.isSetDistinct_count() ? statistics.getDistinct_count() : -1,
        trusted ? bound(leaf, statistics, typed, true) : null,
        trusted ? bound(leaf, statistics, typed, false) : null,
        nanFree,
        chunk.isSetColumn_index_offset() ? chunk.getColumn_index_offset() : -1,
        chunk.getColumn_index_length(),
        chunk.isSetOffset_index_offset() ? chunk.getOffset_index_offset() : -1,
        chunk.getOffset_index_length());
  }

  private static long start(ColumnMetaData meta) {
    long data = meta.getData_page_offset();
    long dictionary = meta.getDictionary_page_offset();
    // Some writers set a dictionary offset of zero when there is none.
    return meta.isSetDictionary_page_offset() && dictionary > 0 && dictionary < data
        ? dictionary
        : data;
  }

  private static boolean isDictionaryOnly(ColumnMetaData meta) {
    List<PageEncodingStats> pages = meta.getEncoding_stats();
    return pages != null
        && pages.stream()
            .filter(
                stats ->
                    stats.getPage_type() == PageType.DATA_PAGE
                        || stats.getPage_type() == PageType.DATA_PAGE_V2)
            .allMatch(
                stats ->
                    stats.getEncoding() == Encoding.RLE_DICTIONARY
                        || stats.getEncoding() == Encoding.PLAIN_DICTIONARY);
  }

  /// Whether the order the format defines for the leaf is the order of its SQL type.
  private static boolean isOrdered(LeafColumn leaf) {
    return leaf.maxRepetition() == 0
        && switch (leaf.conversion()) {
          case NONE, WIDEN, UNSIGNED_8, UNSIGNED_16, UNSIGNED_32, UNSIGNED_64 -> true;
          case MILLIS, NANOS_TO_MICROS -> true;
          case BIG_ENDIAN -> leaf.type() instanceof DecimalType;
          case INT96_TIMESTAMP, UUID, FLOAT16, INTERVAL -> false;
        };
  }

  private static byte @Nullable [] bound(
      LeafColumn leaf, Statistics statistics, boolean typed, boolean lower) {
    byte @Nullable [] value =
        !typed ? null : lower ? statistics.getMin_value() : statistics.getMax_value();
    if (value == null) {
      // The older fields are in signed order, which is right for signed numbers.
      boolean signed =
          switch (leaf.physical()) {
            case INT32, INT64 ->
                switch (leaf.conversion()) {
                  case NONE, WIDEN, MILLIS, NANOS_TO_MICROS -> true;
                  default -> false;
                };
            case BOOLEAN, INT96, FLOAT, DOUBLE, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> false;
          };
      value = signed ? (lower ? statistics.getMin() : statistics.getMax()) : null;
    }
    int expected =
        switch (leaf.physical()) {
          case BOOLEAN -> 1;
          case INT32, FLOAT -> 4;
          case INT64, DOUBLE -> 8;
          case INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> -1;
        };
    return value != null && expected >= 0 && value.length != expected ? null : value;
  }
}
