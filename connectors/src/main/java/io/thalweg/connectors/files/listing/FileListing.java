package io.thalweg.connectors.files.listing;

import io.thalweg.connectors.files.source.FileErrors;
import io.thalweg.connectors.files.source.FileStamp;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Finds the files that a path, a directory or a glob names. Stateless.
public final class FileListing {
  private static final int MAX_DEPTH = 64;

  private FileListing() {}

  /// The files, in the order of their paths; at least one.
  ///
  /// @param text a file, a directory (all files below it that `wanted` accepts, none whose name or
  ///   directory begins with `.` or `_`) or a glob
  /// @param wanted asked about files in directories only
  /// @throws ThalwegException FILE_NOT_FOUND that names what lies near
  public static List<FileStamp> find(String text, Predicate<Path> wanted) {
    Path path = path(text);
    if (Files.isDirectory(path)) {
      List<FileStamp> files = inDirectory(path, wanted);
      if (files.isEmpty()) {
        throw new ThalwegException(
            ErrorCode.FILE_NOT_FOUND,
            "the directory '" + text + "' has no file to read; " + NearbyFiles.describe(path));
      }
      return files;
    }
    // A file may have the signs of a pattern in its name.
    if (Files.exists(path)) {
      return List.of(stamp(path));
    }
    if (Glob.isPattern(text)) {
      List<FileStamp> files = Glob.find(expandHome(text)).stream().map(FileListing::stamp).toList();
      if (!files.isEmpty()) {
        return files;
      }
      throw new ThalwegException(
          ErrorCode.FILE_NOT_FOUND,
          "no file matches '" + text + "'; " + NearbyFiles.describe(fixedPart(text)));
    }
    throw new ThalwegException(
        ErrorCode.FILE_NOT_FOUND, "there is no file '" + text + "'; " + NearbyFiles.describe(path));
  }

  private static Path path(String text) {
    if (text.isBlank()) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT, "the path of the file is empty; name a file");
    }
    try {
      return Path.of(expandHome(text));
    } catch (InvalidPathException e) {
      throw new ThalwegException(
          ErrorCode.INVALID_ARGUMENT, "'" + text + "' is no path: " + e.getReason(), e);
    }
  }

  private static String expandHome(String text) {
    return text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text;
  }

  /// The directory in front of the first part with a pattern.
  private static Path fixedPart(String text) {
    int end = 0;
    for (String part : text.split("/")) {
      if (Glob.isPattern(part)) {
        break;
      }
      end += part.length() + 1;
    }
    return Path.of(expandHome(text.substring(0, Math.min(end, text.length()))));
  }

  private static List<FileStamp> inDirectory(Path directory, Predicate<Path> wanted) {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all =
        Files.find(
            directory,
            MAX_DEPTH,
            (path, attributes) -> attributes.isRegularFile() && isShown(directory, path),
            java.nio.file.FileVisitOption.FOLLOW_LINKS)) {
      all.filter(wanted).sorted().forEach(found::add);
    } catch (java.io.UncheckedIOException e) {
      throw FileErrors.unreadable(directory, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw FileErrors.unreadable(directory, e);
    }
    return found.stream().map(FileListing::stamp).toList();
  }

  private static boolean isShown(Path root, Path path) {
    for (Path part : root.relativize(path)) {
      String name = part.toString();
      if (name.startsWith(".") || (name.startsWith("_") && !name.contains("="))) {
        return false;
      }
    }
    return true;
  }

  /// The file's present state.
  public static FileStamp stamp(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new FileStamp(
          path,
          attributes.size(),
          attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
          String.valueOf(attributes.fileKey()));
    } catch (IOException e) {
      throw FileErrors.unreadable(path, e);
    }
  }
}
