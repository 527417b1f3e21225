package io.thalweg.benchmarks.tpch;

import io.thalweg.benchmarks.compare.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The figures of a race, per query: median times, the quartiles of the paired ratios, and their
/// geometric mean.
final class RaceTable {
  private static final String FORMAT = "| %-5s | %11s | %11s | %8s | %15s |%n";

  private final double scale;
  private final int rounds;
  private final String cache;
  private final List<Line> lines = new ArrayList<>();

  /// @param ratio median of ours / theirs; NaN without a peer
  private record Line(
      String name, double ours, double theirs, double ratio, double lower, double upper) {
    String text() {
      return Double.isNaN(ratio)
          ? String.format(FORMAT, name, millis(ours), "", "", "")
          : String.format(
              FORMAT,
              name,
              millis(ours),
              millis(theirs),
              String.format("%.2f", ratio),
              String.format("%.2f .. %.2f", lower, upper));
    }

    private static String millis(double value) {
      return String.format("%.1f", value);
    }
  }

  /// @param cache whether our column cache was on or off
  RaceTable(double scale, int rounds, String cache) {
    this.cache = cache;
    this.scale = scale;
    this.rounds = rounds;
  }

  /// @param theirs in the order of `ours`; empty without a peer
  void add(String name, List<Double> ours, List<Double> theirs) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < theirs.size(); i++) {
      ratios.add(ours.get(i) / theirs.get(i));
    }
    lines.add(
        new Line(
            name,
            quantile(ours, 0.5),
            quantile(theirs, 0.5),
            quantile(ratios, 0.5),
            quantile(ratios, 0.25),
            quantile(ratios, 0.75)));
  }

  private static double quantile(List<Double> values, double fraction) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.round(fraction * (sorted.size() - 1)));
  }

  private static double geometricMean(List<Double> values) {
    return Math.exp(values.stream().mapToDouble(Math::log).average().orElse(Double.NaN));
  }

  String text() {
    StringBuilder text = new StringBuilder(System.lineSeparator());
    text.append("column cache ").append(cache).append(System.lineSeparator().repeat(2));
    text.append(String.format(FORMAT, "query", "Thalweg ms", "DuckDB ms", "ratio", "quartiles"));
    text.append(String.format(FORMAT, "---", "---:", "---:", "---:", "---"));
    lines.forEach(line -> text.append(line.text()));
    List<Double> ratios =
        lines.stream().map(Line::ratio).filter(ratio -> !Double.isNaN(ratio)).toList();
    text.append(
        String.format("%nThalweg, geometric mean: %.1f ms", geometricMean(column(Line::ours))));
    if (!ratios.isEmpty()) {
      Line worst =
          lines.stream().max(java.util.Comparator.comparingDouble(Line::ratio)).orElseThrow();
      text.append(
          String.format(
              "%nDuckDB, geometric mean: %.1f ms%nratio, geometric mean: %.2f, worst: %s %.2f",
              geometricMean(column(Line::theirs)),
              geometricMean(ratios),
              worst.name(),
              worst.ratio()));
    }
    return text.append(System.lineSeparator()).toString();
  }

  private List<Double> column(java.util.function.Function<Line, Double> figure) {
    return lines.stream().map(figure).toList();
  }

  /// Appends the table with what it takes to repeat it.
  void appendTo(Path file, String command) throws IOException, InterruptedException {
    Results.append(
        file,
        "TPC-H SF " + scale + " over Parquet, column cache " + cache,
        command,
        rounds + " rounds",
        text());
  }
}
