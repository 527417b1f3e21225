import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Formats the Java sources of the repository, or says which are not formatted.
///
/// Run by `./format` and by `mvn verify` as a single source file, with google-java-format on the
/// class path. Files that were seen formatted are remembered by size and time of change in
/// `target/format/seen`, so that a run costs what has changed since the last one.
///
/// Arguments: `--check` or `--apply`, then the root of the repository.
final class Format {
  private static final PathMatcher SOURCES =
      FileSystems.getDefault().getPathMatcher("glob:{*/src/**,config/*}.java");

  private final Path root;
  private final boolean apply;
  private final List<Path> wrong = new ArrayList<>();

  private Format(Path root, boolean apply) {
    this.root = root;
    this.apply = apply;
  }

  public static void main(String[] args) throws IOException {
    Format format =
        new Format(Path.of(args[1]).toAbsolutePath().normalize(), args[0].equals("--apply"));
    if (!format.run()) {
      System.exit(1);
    }
  }

  private boolean run() throws IOException {
    Path memory = root.resolve("target/format/seen");
    Set<String> seen = Files.exists(memory) ? new HashSet<>(Files.readAllLines(memory)) : Set.of();
    List<String> formatted = new ArrayList<>();
    for (Path file : sources()) {
      if (seen.contains(key(file)) || format(file)) {
        formatted.add(key(file));
      }
    }
    Files.createDirectories(memory.getParent());
    Files.write(memory, formatted);
    for (Path file : wrong) {
      System.err.println(
          (apply ? "cannot be parsed: " : "not formatted: ") + root.relativize(file));
    }
    if (!wrong.isEmpty() && !apply) {
      System.err.println("Run ./format and look at what it changed.");
    }
    return wrong.isEmpty();
  }

  private List<Path> sources() throws IOException {
    try (Stream<Path> top = Files.list(root)) {
      return top.filter(Files::isDirectory)
          .filter(folder -> !folder.getFileName().toString().startsWith("."))
          .flatMap(
              folder ->
                  files(
                      folder.getFileName().toString().equals("config")
                          ? folder
                          : folder.resolve("src")))
          .filter(file -> SOURCES.matches(root.relativize(file)))
          .sorted()
          .toList();
    }
  }

  private static Stream<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try {
      return Files.walk(folder).filter(Files::isRegularFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// True when the file is formatted now.
  private boolean format(Path file) throws IOException {
    String text = Files.readString(file);
    String result;
    try {
      result =
          new Formatter()
              .formatSource(
                  RemoveUnusedImports.removeUnusedImports(
                      ImportOrderer.reorderImports(text, Style.GOOGLE)));
    } catch (Exception e) {
      System.err.println(root.relativize(file) + ": " + e.getMessage());
      wrong.add(file);
      return false;
    }
    if (result.equals(text)) {
      return true;
    }
    if (!apply) {
      wrong.add(file);
      return false;
    }
    Files.writeString(file, result);
    System.out.println("formatted " + root.relativize(file));
    return true;
  }

  private String key(Path file) throws IOException {
    return root.relativize(file)
        + " "
        + Files.size(file)
        + " "
        + Files.getLastModifiedTime(file).toMillis();
  }
}
