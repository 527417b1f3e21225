package io.thalweg.benchmarks.nexmark;

import io.thalweg.benchmarks.compare.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Events a second, and per second of CPU.
///
/// @param events that each line is about
/// @param rounds that each line is the median of
record ThroughputTable(long events, int rounds, List<Line> lines) {
  private static final String FORMAT = "| %-7s | %-7s | %-14s | %5s | %7s | %7s | %12s | %14s |%n";

  /// One query on one engine.
  ///
  /// @param runs none: it does not run
  record Line(String engine, String source, String query, int tasks, List<StreamEngine.Run> runs) {
    String text(long events) {
      if (runs.isEmpty()) {
        return String.format(FORMAT, engine, source, query, tasks, "", "", "does not run", "");
      }
      double seconds = median(StreamEngine.Run::seconds);
      double cpu = median(StreamEngine.Run::cpuSeconds);
      return String.format(
          FORMAT,
          engine,
          source,
          query,
          tasks,
          String.format("%.2f", seconds),
          String.format("%.2f", cpu),
          String.format("%,.0f", events / seconds),
          String.format("%,.0f", events / cpu));
    }

    private double median(ToDoubleFunction<StreamEngine.Run> figure) {
      return runs.stream().mapToDouble(figure).sorted().toArray()[runs.size() / 2];
    }
  }

  String text() {
    StringBuilder text = new StringBuilder(System.lineSeparator());
    text.append(
        String.format(
            FORMAT,
            "engine",
            "source",
            "query",
            "tasks",
            "seconds",
            "CPU s",
            "events/s",
            "events/s/core"));
    text.append(String.format(FORMAT, "---", "---", "---", "---:", "---:", "---:", "---:", "---:"));
    lines.forEach(line -> text.append(line.text(events)));
    return text.toString();
  }

  void appendTo(Path file, String command) throws IOException, InterruptedException {
    Results.append(
        file,
        "Nexmark throughput, %,d events".formatted(events),
        command,
        "median of " + rounds + " rounds; events/s/core are events per second of CPU",
        text());
  }
}
