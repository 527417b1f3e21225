package io.thalweg.benchmarks.kernel;

import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/// Results beside the figures of PERFORMANCE.md.
final class KernelTable {
  private KernelTable() {}

  /// @param results by class and method, and parameter; what is not measured is left out
  static String of(Map<String, RunResult> results) {
    StringBuilder table = new StringBuilder();
    line(table, "kernel", "ns per value", "±", "PERFORMANCE.md", "ratio", "the figure is");
    line(table, "---", "---:", "---:", "---:", "---:", "---");
    for (KernelFigure figure : KernelFigure.ALL) {
      RunResult result = results.get(figure.benchmark());
      if (result != null) {
        Result<?> time = result.getPrimaryResult();
        line(
            table,
            figure.kernel(),
            number(time.getScore()),
            number(time.getScoreError()),
            figure.figure().isEmpty() ? "-" : number(figure.figure().getAsDouble()),
            figure.figure().isEmpty()
                ? "-"
                : String.format("%.2f", time.getScore() / figure.figure().getAsDouble()),
            figure.source());
      }
    }
    return table.toString();
  }

  private static void line(StringBuilder table, String... cells) {
    table.append(String.format("| %-20s | %12s | %7s | %14s | %5s | %-24s |%n", (Object[]) cells));
  }

  private static String number(double value) {
    return String.format(value < 1 ? "%.3f" : "%.2f", value);
  }
}
