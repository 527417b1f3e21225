package io.thalweg.benchmarks.start;

import io.thalweg.benchmarks.compare.Answer;
import io.thalweg.benchmarks.compare.BenchCommand;
import io.thalweg.benchmarks.compare.Quantiles;
import io.thalweg.benchmarks.compare.Results;
import io.thalweg.benchmarks.tpch.TpchFiles;
import io.thalweg.benchmarks.tpch.TpchQuery;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench start`: the first query of a new process, from its start to its end, ours and one that
/// asks DuckDB through JDBC.
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = "Times whole processes that answer one query: ours, and DuckDB through JDBC.")
public final class StartBench extends BenchCommand {
  private static final double MOST_ABOVE_MILLIS = 1000;
  private static final double MOST_NOTHING_MILLIS = 500;

  @Option(names = "--sf", description = "Scale factor (default ${DEFAULT-VALUE}).")
  private int scale = 1;

  @Option(names = "--dir", description = "Where the files lie or are written.")
  private @Nullable Path directory;

  @Option(names = "--queries", split = ",", description = "Of TPC-H (default ${DEFAULT-VALUE}).")
  private List<Integer> queries = List.of(1, 6);

  @Option(names = "--rounds", description = "Pairs of processes (default ${DEFAULT-VALUE}).")
  private int rounds = 11;

  @Option(names = "--launcher", description = "What starts Thalweg (default ${DEFAULT-VALUE}).")
  private Path launcher = Path.of("./thalweg");

  @Option(
      names = "--record",
      description = "A file, such as benchmarks/RESULTS.md, to append the table to.")
  private @Nullable Path record;

  private final StringBuilder table = new StringBuilder();

  @Override
  public Integer call() throws Exception {
    Path files =
        directory == null
            ? Path.of(System.getProperty("java.io.tmpdir"), "thalweg-tpch-sf" + scale)
            : directory;
    Path absolute = files.toAbsolutePath();
    List<TpchQuery> wanted =
        TpchQuery.all(scale).stream().filter(query -> queries.contains(query.number())).toList();
    if (!answersAreEqual(wanted, absolute)) {
      return 1;
    }
    line("query", "Thalweg ms", "DuckDB ms", "difference", "quartiles");
    line("---", "---:", "---:", "---:", "---");
    boolean held = race("SELECT 1", List.of("SELECT 1")).median() <= MOST_NOTHING_MILLIS;
    for (TpchQuery query : wanted) {
      List<String> script = new ArrayList<>(TpchFiles.viewsOf(query.sql(), absolute));
      script.add(query.sql());
      held &= race(query.name(), script).above() <= MOST_ABOVE_MILLIS;
    }
    out().print(table);
    out().flush();
    if (record != null) {
      Results.append(
          record,
          "First query of a process, TPC-H SF " + scale,
          commandLine(),
          rounds + " rounds",
          System.lineSeparator() + table);
    }
    return held ? 0 : 1;
  }

  private boolean answersAreEqual(List<TpchQuery> wanted, Path files)
      throws SQLException, IOException {
    try (Connection thalweg = DriverManager.getConnection("jdbc:thalweg:");
        Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      TpchFiles.write(thalweg, "sf" + scale, files);
      TpchFiles.createViews(thalweg, files);
      TpchFiles.createViews(duckdb, files);
      for (TpchQuery query : wanted) {
        Optional<String> difference =
            Answer.of(thalweg, query.sql())
                .differenceTo(Answer.of(duckdb, query.sql()), query.ordered());
        if (difference.isPresent()) {
          out().println(query.name() + ": " + difference.get());
          return false;
        }
      }
    }
    return true;
  }

  /// @param median of ours, in milliseconds
  /// @param above median of how much longer ours took than the other one
  private record Outcome(double median, double above) {}

  private Outcome race(String name, List<String> script) throws IOException, InterruptedException {
    List<String> ours = new ArrayList<>(List.of(launcher.toString(), "--format", "csv"));
    script.forEach(sql -> ours.addAll(List.of("-c", sql)));
    List<String> theirs = duckDb(script);
    Once.millis(ours);
    Once.millis(theirs);
    List<Double> own = new ArrayList<>();
    List<Double> other = new ArrayList<>();
    List<Double> above = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      boolean oursFirst = round % 2 == 0;
      double first = Once.millis(oursFirst ? ours : theirs);
      double second = Once.millis(oursFirst ? theirs : ours);
      own.add(oursFirst ? first : second);
      other.add(oursFirst ? second : first);
      above.add(own.getLast() - other.getLast());
    }
    line(
        name,
        millis(Quantiles.of(own, 0.5)),
        millis(Quantiles.of(other, 0.5)),
        millis(Quantiles.of(above, 0.5)),
        millis(Quantiles.of(above, 0.25)) + " .. " + millis(Quantiles.of(above, 0.75)));
    return new Outcome(Quantiles.of(own, 0.5), Quantiles.of(above, 0.5));
  }

  private static List<String> duckDb(List<String> script) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                source(DuckDbOnce.class) + File.pathSeparator + source(DuckDBDriver.class),
                DuckDbOnce.class.getName()));
    command.addAll(script);
    return command;
  }

  private static Path source(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private void line(String... cells) {
    table.append(String.format("| %-8s | %11s | %11s | %11s | %17s |%n", (Object[]) cells));
  }

  private static String millis(double value) {
    return String.format("%.0f", value);
  }
}
