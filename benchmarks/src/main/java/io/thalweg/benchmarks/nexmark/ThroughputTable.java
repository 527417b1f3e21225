package io.thalweg.benchmarks.nexmark;

import io.thalweg.benchmarks.compare.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Events a second, per query and number of tasks.
final class ThroughputTable {
  private static final String FORMAT = "| %-11s | %5s | %9s | %12s | %15s |%n";

  private final long events;
  private final int rounds;
  private final List<String> lines = new ArrayList<>();

  ThroughputTable(long events, int rounds) {
    this.events = events;
    this.rounds = rounds;
  }

  /// @param seconds of each round; none: it does not run
  void add(String query, int tasks, List<Double> seconds) {
    if (seconds.isEmpty()) {
      lines.add(String.format(FORMAT, query, tasks, "", "does not run", ""));
      return;
    }
    double median = seconds.stream().sorted().toList().get(seconds.size() / 2);
    double rate = events / median;
    lines.add(
        String.format(
            FORMAT,
            query,
            tasks,
            String.format("%.2f", median),
            String.format("%,.0f", rate),
            String.format("%,.0f", rate / tasks)));
  }

  String text() {
    StringBuilder text = new StringBuilder(System.lineSeparator());
    text.append(String.format(FORMAT, "query", "tasks", "seconds", "events/s", "events/s/task"));
    text.append(String.format(FORMAT, "---", "---:", "---:", "---:", "---:"));
    lines.forEach(text::append);
    return text.toString();
  }

  void appendTo(Path file, String command) throws IOException, InterruptedException {
    Results.append(
        file, "Nexmark, %,d events".formatted(events), command, rounds + " rounds", text());
  }
}
