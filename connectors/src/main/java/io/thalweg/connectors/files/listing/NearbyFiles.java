package io.thalweg.connectors.files.listing;

import io.thalweg.core.error.Suggestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says, for an error, what exists where a file was looked for.
final class NearbyFiles {
  private static final int SHOWN = 5;
  private static final int LOOKED_AT = 1000;

  private NearbyFiles() {}

  /// A clause such as `did you mean 'data/orders.parquet'?`.
  static String describe(Path wanted) {
    Path parent = parent(wanted);
    if (Files.isDirectory(wanted)) {
      return contents(wanted, "");
    }
    if (!Files.isDirectory(parent)) {
      Path existing = parent;
      while (!Files.isDirectory(existing)) {
        existing = parent(existing);
      }
      return "there is no directory '" + parent + "' either; " + contents(existing, "");
    }
    return contents(parent, String.valueOf(wanted.getFileName()));
  }

  private static Path parent(Path path) {
    @Nullable Path parent = path.getParent();
    return parent != null ? parent : Path.of(path.isAbsolute() ? "/" : "");
  }

  private static String contents(Path directory, String wanted) {
    List<String> names = names(directory);
    String shown = directory.toString().isEmpty() ? "the working directory" : "'" + directory + "'";
    if (names.isEmpty()) {
      return shown + " is empty";
    }
    if (!wanted.isEmpty()) {
      List<String> nearest = Suggestions.nearest(wanted, names);
      if (!nearest.isEmpty()) {
        return "did you mean '" + directory.resolve(nearest.getFirst()) + "'?";
      }
    }
    String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
    return names.stream().limit(SHOWN).collect(Collectors.joining(", ", shown + " has ", more));
  }

  private static List<String> names(Path directory) {
    Path opened = directory.toString().isEmpty() ? Path.of(".") : directory;
    try (Stream<Path> entries = Files.list(opened)) {
      return entries
          .limit(LOOKED_AT)
          .map(entry -> entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""))
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException _) {
      // The error that is being made already says that something is wrong here.
      return List.of();
    }
  }
}
