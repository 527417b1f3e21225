package io.thalweg.benchmarks.tpch;

import io.thalweg.benchmarks.compare.Quantiles;
import io.thalweg.benchmarks.compare.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The figures of a race, per query: median times, the quartiles of the paired ratios and their
/// geometric mean, and the mean time of the processors.
final class RaceTable {
  private static final String FORMAT = "| %-5s | %11s | %11s | %8s | %15s | %11s | %11s |%n";

  private final String title;
  private final int rounds;
  private final List<Line> lines = new ArrayList<>();

  /// @param ratio median of ours / theirs; NaN without a peer
  private record Line(
      String name, Race.Time ours, Race.Time theirs, double ratio, double lower, double upper) {
    String text() {
      boolean alone = Double.isNaN(ratio);
      return String.format(
          FORMAT,
          name,
          millis(ours.millis()),
          alone ? "" : millis(theirs.millis()),
          alone ? "" : String.format("%.2f", ratio),
          alone ? "" : String.format("%.2f .. %.2f", lower, upper),
          millis(ours.cpuMillis()),
          alone ? "" : millis(theirs.cpuMillis()));
    }

    private static String millis(double value) {
      return String.format("%.1f", value);
    }
  }

  /// @param title what was run, over which files
  RaceTable(String title, int rounds) {
    this.title = title;
    this.rounds = rounds;
  }

  void add(String name, Race.Times times) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < times.theirs().size(); i++) {
      ratios.add(times.ours().get(i).millis() / times.theirs().get(i).millis());
    }
    lines.add(
        new Line(
            name,
            typical(times.ours()),
            typical(times.theirs()),
            Quantiles.of(ratios, 0.5),
            Quantiles.of(ratios, 0.25),
            Quantiles.of(ratios, 0.75)));
  }

  /// The median time; of the processors' time the mean, because its clock ticks slowly.
  private static Race.Time typical(List<Race.Time> times) {
    return new Race.Time(
        Quantiles.of(times.stream().map(Race.Time::millis).toList(), 0.5),
        times.stream().mapToDouble(Race.Time::cpuMillis).average().orElse(Double.NaN));
  }

  String text() {
    StringBuilder text = new StringBuilder(System.lineSeparator());
    text.append(title).append(System.lineSeparator().repeat(2));
    text.append(
        String.format(
            FORMAT,
            "query",
            "Thalweg ms",
            "DuckDB ms",
            "ratio",
            "quartiles",
            "Thalweg CPU",
            "DuckDB CPU"));
    text.append(String.format(FORMAT, "---", "---:", "---:", "---:", "---", "---:", "---:"));
    lines.forEach(line -> text.append(line.text()));
    text.append(
        String.format(
            "%nThalweg, geometric mean: %.1f ms, of processors %.1f ms",
            mean(line -> line.ours().millis()), mean(line -> line.ours().cpuMillis())));
    if (lines.stream().noneMatch(line -> Double.isNaN(line.ratio()))) {
      text.append(peer());
    }
    return text.append(System.lineSeparator()).toString();
  }

  private String peer() {
    Line worst = lines.stream().max(Comparator.comparingDouble(Line::ratio)).orElseThrow();
    double ratio = mean(Line::ratio);
    return String.format(
        "%nDuckDB, geometric mean: %.1f ms, of processors %.1f ms"
            + "%nThalweg / DuckDB, geometric mean: %.2f, worst: %s %.2f"
            + "%nDuckDB / Thalweg, geometric mean: %.2f, worst: %s %.2f",
        mean(line -> line.theirs().millis()),
        mean(line -> line.theirs().cpuMillis()),
        ratio,
        worst.name(),
        worst.ratio(),
        1 / ratio,
        worst.name(),
        1 / worst.ratio());
  }

  private double mean(ToDoubleFunction<Line> figure) {
    return Math.exp(lines.stream().mapToDouble(figure).map(Math::log).average().orElse(Double.NaN));
  }

  /// Appends the table with what it takes to repeat it.
  void appendTo(Path file, String command) throws IOException, InterruptedException {
    Results.append(file, title, command, rounds + " rounds", text());
  }
}
