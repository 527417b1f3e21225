package io.thalweg.connectors.files.directory;

import io.thalweg.connectors.files.source.FileErrors;
import io.thalweg.core.connector.FileFormat;
import io.thalweg.core.connector.Table;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a declaration says: where files are, what is in them and what is in their paths. Immutable.
///
/// @param schema all columns
/// @param partitions ordinals of the columns whose values are in the path, in its order
/// @param extension of the files' names, with the dot
/// @param reading one file as a table of the other columns, of whatever types it has
/// @param writing the format of new files
/// @param writeOptions of that format
/// @param poll how often a stream looks for new files
public record DirectoryLayout(
    Path root,
    Schema schema,
    List<Integer> partitions,
    String extension,
    Function<Path, Table> reading,
    FileFormat writing,
    Map<String, String> writeOptions,
    Duration poll) {
  private static final int MAX_DEPTH = 64;

  public DirectoryLayout {
    partitions = List.copyOf(partitions);
    writeOptions = Map.copyOf(writeOptions);
  }

  /// A file and the order in which files come.
  ///
  /// @param name below the root, with `/`
  record Found(String name, long modifiedMillis) {}

  /// Ordinals of the columns that are in the files.
  List<Integer> fileColumns() {
    return IntStream.range(0, schema.size())
        .boxed()
        .filter(ordinal -> !partitions.contains(ordinal))
        .toList();
  }

  /// The files there are, by time of change and name. Names that begin with `.` or `_`, also of
  /// directories, are not seen.
  List<Found> list() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    try (Stream<Path> all =
        Files.find(root, MAX_DEPTH, this::isWanted, FileVisitOption.FOLLOW_LINKS)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        found.add(new Found(name(path), Files.getLastModifiedTime(path).toMillis()));
      }
    } catch (java.io.UncheckedIOException e) {
      throw FileErrors.unreadable(root, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw FileErrors.unreadable(root, e);
    }
    found.sort(Comparator.comparingLong(Found::modifiedMillis).thenComparing(Found::name));
    return found;
  }

  private boolean isWanted(Path path, BasicFileAttributes attributes) {
    return attributes.isRegularFile() && path.toString().endsWith(extension) && isShown(path);
  }

  private boolean isShown(Path path) {
    for (Path part : root.relativize(path)) {
      String name = part.toString();
      if (name.startsWith(".") || (name.startsWith("_") && !name.contains("="))) {
        return false;
      }
    }
    return true;
  }

  private String name(Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }

  boolean isThere(String name) {
    return Files.exists(path(name));
  }

  Path path(String name) {
    return root.resolve(name);
  }

  /// Where a file's column stands in the file.
  ///
  /// @throws ThalwegException FILE_SCHEMA_MISMATCH when it is missing or of another type
  int positionIn(Table file, int ordinal, Path path) {
    Schema there = file.schema();
    int position = there.indexOf(schema.field(ordinal).name()).orElse(-1);
    if (position < 0 || !there.type(position).equals(schema.type(ordinal))) {
      throw new ThalwegException(
          ErrorCode.FILE_SCHEMA_MISMATCH,
          "'"
              + path
              + "' has "
              + (position < 0 ? "no column " : there.field(position) + " for the column ")
              + schema.field(ordinal)
              + "; declare the columns as the files have them");
    }
    return position;
  }
}
