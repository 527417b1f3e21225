package io.thalweg.connectors.files.listing;

import io.thalweg.connectors.files.source.FileErrors;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Patterns over paths: `*`, `?` and `[a-z]`, `[!a-z]` within a name, `**` for any number of
/// directories, `{a,b}` for alternatives, also across directories.
///
/// Names that begin with a dot match only a pattern that begins with one.
final class Glob {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_ALTERNATIVES = 10_000;

  private Glob() {}

  static boolean isPattern(String text) {
    return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
  }

  /// The regular files that match, in the order of their paths.
  static SortedSet<Path> find(String pattern) {
    SortedSet<Path> found = new TreeSet<>();
    for (String alternative : expandBraces(pattern)) {
      List<String> parts = new ArrayList<>(List.of(alternative.split("/+")));
      Path start = Path.of(alternative.startsWith("/") ? "/" : "");
      if (alternative.startsWith("/")) {
        parts.removeFirst();
      }
      walk(start, parts, 0, found);
    }
    return found;
  }

  private static void walk(Path at, List<String> parts, int depth, SortedSet<Path> found) {
    if (parts.isEmpty()) {
      if (Files.isRegularFile(at)) {
        found.add(at);
      }
      return;
    }
    String part = parts.getFirst();
    List<String> rest = parts.subList(1, parts.size());
    if (part.equals("**")) {
      List<String> below = rest.isEmpty() ? List.of("*") : rest;
      walk(at, below, depth, found);
      if (depth < MAX_DEPTH) {
        children(at, "*").stream()
            .filter(Files::isDirectory)
            .forEach(child -> walk(child, parts, depth + 1, found));
      }
    } else if (isPattern(part)) {
      children(at, part).forEach(child -> walk(child, rest, depth + 1, found));
    } else {
      walk(at.resolve(part), rest, depth + 1, found);
    }
  }

  private static List<Path> children(Path directory, String namePattern) {
    Pattern names = compile(namePattern);
    List<Path> matching = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(shown(directory))) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        boolean hidden = name.startsWith(".") && !namePattern.startsWith(".");
        if (!hidden && names.matcher(name).matches()) {
          matching.add(directory.resolve(name));
        }
      }
    } catch (NotDirectoryException | java.nio.file.NoSuchFileException _) {
      return List.of();
    } catch (IOException e) {
      throw FileErrors.unreadable(directory, e);
    }
    return matching;
  }

  /// The empty path names the working directory, which has to be opened by another name.
  private static Path shown(Path directory) {
    return directory.toString().isEmpty() ? Path.of(".") : directory;
  }

  /// One name's pattern as a regular expression; quantifiers never nest, so it runs in linear time.
  private static Pattern compile(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> regex.append(regex.toString().endsWith(".*") ? "" : ".*");
        case '?' -> regex.append('.');
        case '[' -> {
          int end = glob.indexOf(']', i + 2);
          if (end < 0) {
            regex.append("\\[");
          } else {
            regex.append(characterClass(glob.substring(i + 1, end)));
            i = end;
          }
        }
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static String characterClass(String inside) {
    boolean negated = inside.startsWith("!") || inside.startsWith("^");
    String members = (negated ? inside.substring(1) : inside).replaceAll("([\\\\\\[&^])", "\\\\$1");
    return (negated ? "[^" : "[") + members + "]";
  }

  static List<String> expandBraces(String pattern) {
    List<String> done = new ArrayList<>();
    List<String> open = new ArrayList<>(List.of(pattern));
    while (!open.isEmpty()) {
      String text = open.removeLast();
      int end = text.indexOf('}');
      int start = end < 0 ? -1 : text.lastIndexOf('{', end);
      if (start < 0) {
        done.add(text);
        continue;
      }
      for (String choice : text.substring(start + 1, end).split(",", -1)) {
        open.add(text.substring(0, start) + choice + text.substring(end + 1));
      }
      if (open.size() + done.size() > MAX_ALTERNATIVES) {
        throw new ThalwegException(
            ErrorCode.INVALID_ARGUMENT,
            "'" + pattern + "' has more than " + MAX_ALTERNATIVES + " alternatives in braces");
      }
    }
    return done;
  }
}
