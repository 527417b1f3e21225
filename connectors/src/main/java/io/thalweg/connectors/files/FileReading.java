package io.thalweg.connectors.files;

import io.thalweg.connectors.files.listing.FileListing;
import io.thalweg.connectors.files.source.FileErrors;
import io.thalweg.connectors.files.source.FileStamp;
import io.thalweg.connectors.files.source.SourceFormat;
import io.thalweg.connectors.files.table.FileTable;
import io.thalweg.connectors.files.table.FileTables;
import io.thalweg.connectors.files.text.Compression;
import io.thalweg.connectors.options.Options;
import io.thalweg.core.connector.CacheState;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// From paths and options to a table, and from a handle back to it. Thread-safe.
final class FileReading {
  private static final String PATHS = "paths";
  private static final String FORMAT = "format";
  private static final String COLUMNS = "columns";
  private static final String OPTION = "option.";
  private static final int MAGIC_BYTES = 16;

  private final FileTables tables = new FileTables();

  List<CacheState> caches() {
    return tables.caches();
  }

  /// The table of the files that `paths` name.
  ///
  /// @param format null: found from names, else from first bytes
  /// @param options of all reading functions and of the format; checked here
  FileTable read(List<String> paths, @Nullable SourceFormat format, Map<String, String> options) {
    List<FileStamp> files = new ArrayList<>();
    for (String path : paths) {
      files.addAll(FileListing.find(path, file -> isWanted(file, format)));
    }
    SourceFormat found = format == null ? commonFormat(files) : format;
    List<String> known = new ArrayList<>(FileTables.OPTIONS);
    known.addAll(found.options());
    Options checked = Options.checked("read_" + found.name(), options, known);
    TableHandle plain = handle(paths, found, checked, null);
    return tables.table(
        plain, schema -> handle(paths, found, checked, schema), found, files, checked);
  }

  private static boolean isWanted(Path file, @Nullable SourceFormat format) {
    Optional<SourceFormat> named = FileFormats.sourceOf(file);
    return format == null ? named.isPresent() : named.filter(format::equals).isPresent();
  }

  private static SourceFormat commonFormat(List<FileStamp> files) {
    SourceFormat first = formatOf(files.getFirst());
    for (FileStamp file : files) {
      SourceFormat other = formatOf(file);
      if (!other.equals(first)) {
        throw new ThalwegException(
            ErrorCode.FILE_SCHEMA_MISMATCH,
            "'"
                + files.getFirst().name()
                + "' is "
                + first.name()
                + ", '"
                + file.name()
                + "' is "
                + other.name()
                + "; read one format at a time, for example with a glob");
      }
    }
    return first;
  }

  private static SourceFormat formatOf(FileStamp file) {
    return FileFormats.sourceOf(file.path())
        .or(() -> FileFormats.sourceOf(firstBytes(file)))
        .orElseThrow(
            () ->
                new ThalwegException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the name of '"
                        + file.name()
                        + "' does not tell its format; say it, for example read_csv('"
                        + file.name()
                        + "')"));
  }

  private static byte[] firstBytes(FileStamp file) {
    try (InputStream in = Compression.of(file.path()).reading(Files.newInputStream(file.path()))) {
      return in.readNBytes(MAGIC_BYTES);
    } catch (IOException e) {
      throw FileErrors.unreadable(file.path(), e);
    }
  }

  /// The table a handle names, as it is now.
  ///
  /// @throws ThalwegException FILE_SCHEMA_MISMATCH when its columns are not those of the handle
  FileTable find(TableHandle handle) {
    Map<String, String> properties = handle.properties();
    Map<String, String> options = new HashMap<>();
    properties.forEach(
        (name, value) -> {
          if (name.startsWith(OPTION)) {
            options.put(name.substring(OPTION.length()), value);
          }
        });
    FileTable table =
        read(
            List.of(properties.getOrDefault(PATHS, "").split("\n")),
            FileFormats.source(properties.getOrDefault(FORMAT, "")),
            options);
    if (!Objects.equals(properties.get(COLUMNS), fingerprint(table.schema()))) {
      throw new ThalwegException(
          ErrorCode.FILE_SCHEMA_MISMATCH,
          "the columns of '"
              + handle.table()
              + "' have changed meanwhile; run the statement again");
    }
    return table;
  }

  private static TableHandle handle(
      List<String> paths, SourceFormat format, Options options, @Nullable Schema schema) {
    Map<String, String> properties = new TreeMap<>();
    properties.put(PATHS, String.join("\n", paths));
    properties.put(FORMAT, format.name());
    options.values().forEach((name, value) -> properties.put(OPTION + name, value));
    if (schema != null) {
      properties.put(COLUMNS, fingerprint(schema));
    }
    return new TableHandle(FilesConnector.NAME, "", String.join(", ", paths), properties);
  }

  private static String fingerprint(Schema schema) {
    CRC32C crc = new CRC32C();
    crc.update(schema.toString().getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue()).toLowerCase(Locale.ROOT);
  }
}
