package io.thalweg.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The file of published figures.
public final class Results {
  private Results() {}

  /// Appends a section with what it takes to repeat it.
  ///
  /// @param title without the date
  /// @param rounds how often it was measured, in words
  public static void append(Path file, String title, String command, String rounds, String table)
      throws IOException, InterruptedException {
    String section =
        String.format(
            "%n## %s, %s%n%n`%s`, commit %s, %d cores, JDK %s, %s.%n",
            title,
            LocalDate.now(ZoneOffset.UTC),
            command,
            commit(),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            rounds);
    Files.writeString(file, section + table, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String commit() throws IOException, InterruptedException {
    Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
    String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return git.waitFor() == 0 ? commit : "unknown";
  }
}
