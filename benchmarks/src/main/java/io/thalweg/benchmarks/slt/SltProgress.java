package io.thalweg.benchmarks.slt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files that earlier runs have finished, in a text file with a line for each.
final class SltProgress {
  private final Path path;

  SltProgress(Path path) {
    this.path = path;
  }

  /// The finished files and how they ended; empty when there was no run.
  Map<String, SltTally> read() throws IOException {
    Map<String, SltTally> finished = new LinkedHashMap<>();
    if (Files.exists(path)) {
      for (String line : Files.readAllLines(path)) {
        List<String> fields = Arrays.asList(line.split("\t"));
        finished.put(fields.getFirst(), SltTally.parse(fields.subList(1, fields.size())));
      }
    }
    return finished;
  }

  void add(String file, SltTally tally) throws IOException {
    Files.writeString(
        path,
        file + "\t" + tally.line() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
