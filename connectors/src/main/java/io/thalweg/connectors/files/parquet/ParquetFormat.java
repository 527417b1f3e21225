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

/// `COPY … TO 'x.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)`.
public final class ParquetFormat implements FileFormat {
  private static final int DEFAULT_ROW_GROUP = 122_880;
  private static final int MAX_ROW_GROUP = 10_000_000;

  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public Set<String> options() {
    return Set.of("compression", "row_group_size");
  }

  @Override
  public TableSink write(Path target, Schema schema, Map<String, String> options) {
    Codec codec = Codec.SNAPPY;
    int rowGroupSize = DEFAULT_ROW_GROUP;
    for (Map.Entry<String, String> option : options.entrySet()) {
      switch (option.getKey()) {
        case "compression" -> codec = codec(option.getValue());
        case "row_group_size" -> rowGroupSize = rowGroupSize(option.getValue());
        default ->
            throw invalid(
                "'"
                    + option.getKey()
                    + "' is no option of FORMAT parquet;"
                    + " there are compression and row_group_size");
      }
    }
    return new ParquetWriter(target, schema, codec, rowGroupSize);
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

  private static int rowGroupSize(String text) {
    try {
      int size = Integer.parseInt(text);
      if (size >= 1 && size <= MAX_ROW_GROUP) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw invalid("row_group_size '" + text + "' is no number; use for example 122880");
    }
    throw invalid("row_group_size " + text + " must lie between 1 and " + MAX_ROW_GROUP);
  }

  private static ThalwegException invalid(String message) {
    return new ThalwegException(ErrorCode.INVALID_ARGUMENT, message);
  }
}
