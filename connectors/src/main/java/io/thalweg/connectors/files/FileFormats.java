package io.thalweg.connectors.files;

import io.thalweg.connectors.files.arrow.ArrowFormat;
import io.thalweg.connectors.files.arrow.ArrowSource;
import io.thalweg.connectors.files.csv.CsvFormat;
import io.thalweg.connectors.files.csv.CsvSource;
import io.thalweg.connectors.files.json.JsonFormat;
import io.thalweg.connectors.files.json.JsonSource;
import io.thalweg.connectors.files.orc.OrcSource;
import io.thalweg.connectors.files.parquet.ParquetFormat;
import io.thalweg.connectors.files.parquet.ParquetSource;
import io.thalweg.connectors.files.source.SourceFormat;
import io.thalweg.connectors.files.text.Compression;
import io.thalweg.core.connector.FileFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The formats there are.
public final class FileFormats {
  private static final List<FileFormat> WRITTEN =
      List.of(new ParquetFormat(), new CsvFormat(), new JsonFormat(), new ArrowFormat());
  private static final List<SourceFormat> READ =
      List.of(
          new ParquetSource(),
          new CsvSource(),
          new JsonSource(),
          new ArrowSource(),
          new OrcSource());

  private FileFormats() {}

  /// What `COPY … TO` can write.
  public static List<FileFormat> all() {
    return WRITTEN;
  }

  /// What can be read.
  static List<SourceFormat> sources() {
    return READ;
  }

  /// The format of this name, or null.
  static @Nullable SourceFormat source(String name) {
    return READ.stream().filter(format -> format.name().equals(name)).findFirst().orElse(null);
  }

  /// The format of this name that can be written, or null.
  static @Nullable FileFormat written(String name) {
    return WRITTEN.stream().filter(format -> format.name().equals(name)).findFirst().orElse(null);
  }

  /// The name of the format that the ending of a path tells, also behind `.gz` and `.zst`.
  public static Optional<String> nameOf(String path) {
    return sourceOf(path).map(SourceFormat::name);
  }

  static Optional<SourceFormat> sourceOf(Path file) {
    return sourceOf(String.valueOf(file.getFileName()));
  }

  private static Optional<SourceFormat> sourceOf(String path) {
    String name = Compression.withoutEnding(path);
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return READ.stream().filter(format -> format.extensions().contains(ending)).findFirst();
  }

  /// The format that a file's first bytes tell.
  static Optional<SourceFormat> sourceOf(byte[] start) {
    return READ.stream().filter(format -> format.recognises(start)).findFirst();
  }
}
