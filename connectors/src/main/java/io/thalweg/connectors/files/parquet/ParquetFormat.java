package io.thalweg.connectors.files.parquet;

import io.thalweg.connectors.files.parquet.codec.Codec;
import io.thalweg.core.connector.FileFormat;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// `COPY … TO 'x.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880, PAGE_ROWS
/// 16384)`.
public final class ParquetFormat implements FileFormat {
  private static final int DEFAULT_ROW_GROUP = 122_880;
  private static final int MAX_ROWS = 10_000_000;

  /// A multiple of the usual batch, so that windows do not straddle pages.
  private static final int DEFAULT_PAGE = 16_384;

  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public Set<String> options() {
    return Set.of("compression", "row_group_size", "page_rows");
  }

  @Override
  public TableSink write(Path target, Schema schema, Map<String, String> options) {
    Codec codec = Codec.SNAPPY;
    int rowGroupSize = DEFAULT_ROW_GROUP;
    int pageRows = DEFAULT_PAGE;
    for (Map.Entry<String, String> option : options.entrySet()) {
      switch (option.getKey()) {
        case "compression" -> codec = codec(option.getValue());
        case "row_group_size" -> rowGroupSize = rows(option, DEFAULT_ROW_GROUP);
        case "page_rows" -> pageRows = rows(option, DEFAULT_PAGE);
        default ->
            throw invalid(
                "'"
                    + option.getKey()
                    + "' is no option of FORMAT parquet;"
                    + " there are compression, row_group_size and page_rows");
      }
    }
    return new ParquetWriter(target, schema, codec, rowGroupSize, pageRows);
  }

  private static Codec codec(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "snappy" -> Codec.SNAPPY;
      case "zstd" -> Codec.ZSTD;
      case "gzip" -> Codec.GZIP;
      case "uncompressed", "none" -> Codec.UNCOMPRESSED;
      default ->
          throw invalid(
              "compression '" + name + "' is not known; use snappy, zstd, gzip or uncompressed");
    };
  }

  private static int rows(Map.Entry<String, String> option, int example) {
    String text = option.getValue();
    try {
      int rows = Integer.parseInt(text);
      if (rows >= 1 && rows <= MAX_ROWS) {
        return rows;
      }
    } catch (NumberFormatException e) {
      throw invalid(option.getKey() + " '" + text + "' is no number; use for example " + example);
    }
    throw invalid(option.getKey() + " " + text + " must lie between 1 and " + MAX_ROWS);
  }

  private static ThalwegException invalid(String message) {
    return new ThalwegException(ErrorCode.INVALID_ARGUMENT, message);
  }
}
