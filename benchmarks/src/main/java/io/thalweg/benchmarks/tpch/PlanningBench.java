package io.thalweg.benchmarks.tpch;

import io.thalweg.benchmarks.compare.BenchCommand;
import io.thalweg.benchmarks.compare.Quantiles;
import io.thalweg.benchmarks.compare.Results;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench planning`: how long the 22 queries of TPC-H take to plan in a warm process: with a text
/// that was never seen before, with one that differs from a known one in constants only, and with
/// one that the plan cache knows.
@Command(
    name = "planning",
    mixinStandardHelpOptions = true,
    description =
        "Times the planning of TPC-H over Parquet files, with and without the plan cache.",
    footer = "Exit code 1: the median query took longer than 5 ms, or 0.3 ms from the cache.")
public final class PlanningBench extends BenchCommand {
  private static final int MILLION = 1_000_000;

  /// The most that the median query may take.
  private static final double MOST_PLANNED_MILLIS = 5;

  private static final double MOST_CACHED_MILLIS = 0.3;

  /// For each query a constant that the standard varies, or one compared like it.
  private static final List<String> CONSTANTS =
      List.of(
          "1998-12-01",
          "EUROPE",
          "BUILDING",
          "1993-07-01",
          "ASIA",
          "24",
          "FRANCE",
          "AMERICA",
          "green",
          "1993-10-01",
          "GERMANY",
          "1994-01-01",
          "special",
          "1995-09-01",
          "1996-01-01",
          "Brand#45",
          "Brand#23",
          "300",
          "Brand#12",
          "forest",
          "SAUDI ARABIA",
          "0.00");

  @Option(names = "--sf", description = "Scale factor (default ${DEFAULT-VALUE}).")
  private double scale = 1;

  @Option(names = "--dir", description = "Where the files lie or are written.")
  private @Nullable Path directory;

  @Option(
      names = "--rounds",
      description = "Timed rounds over all queries (default ${DEFAULT-VALUE}).")
  private int rounds = 51;

  @Option(
      names = "--warm-up",
      description = "Rounds before, which compile the planner (default ${DEFAULT-VALUE}).")
  private int warmUp = 100;

  @Option(
      names = "--record",
      description = "A file, such as benchmarks/RESULTS.md, to append the table to.")
  private @Nullable Path record;

  private final List<Way> ways =
      List.of(new Way("planned"), new Way("other constants"), new Way("cached"));

  /// A way to come by a plan.
  ///
  /// @param times of the queries in milliseconds, in order of the queries and rounds
  private record Way(String name, List<List<Double>> times) {
    Way(String name) {
      this(name, new ArrayList<>());
    }

    double median(int query) {
      return Quantiles.of(times.get(query), 0.5);
    }

    /// Of the queries' medians.
    double median() {
      return Quantiles.of(IntStream.range(0, times.size()).mapToObj(this::median).toList(), 0.5);
    }
  }

  @Override
  public Integer call() throws Exception {
    String schema = scale == Math.rint(scale) ? Long.toString((long) scale) : "" + scale;
    Path files =
        directory == null
            ? Path.of(System.getProperty("java.io.tmpdir"), "thalweg-tpch-sf" + schema)
            : directory;
    List<TpchQuery> queries = TpchQuery.all(scale);
    try (Connection connection = DriverManager.getConnection("jdbc:thalweg:")) {
      TpchFiles.write(connection, "sf" + schema, files.toAbsolutePath());
      TpchFiles.createViews(connection, files.toAbsolutePath());
      ways.forEach(way -> queries.forEach(query -> way.times().add(new ArrayList<>())));
      for (int round = 0; round < warmUp + rounds; round++) {
        measure(connection, queries, round);
      }
    }
    String table = table(queries);
    out().print(table);
    out().flush();
    if (record != null) {
      Results.append(
          record,
          "Planning of TPC-H SF " + schema + " over Parquet, ms",
          commandLine(),
          rounds + " rounds after " + warmUp,
          System.lineSeparator() + table);
    }
    boolean held =
        ways.getFirst().median() <= MOST_PLANNED_MILLIS
            && ways.getLast().median() <= MOST_CACHED_MILLIS;
    return held ? 0 : 1;
  }

  private void measure(Connection connection, List<TpchQuery> queries, int round)
      throws SQLException {
    for (int i = 0; i < queries.size(); i++) {
      // The comment makes it a text of its own.
      String fresh = queries.get(i).sql() + " -- " + round;
      String constant = CONSTANTS.get(i);
      String varied = queries.get(i).sql().replace(constant, varied(constant, round));
      List<String> texts = List.of(fresh, varied, fresh);
      for (int way = 0; way < texts.size(); way++) {
        double millis = millis(connection, texts.get(way));
        if (round >= warmUp) {
          ways.get(way).times().get(i).add(millis);
        }
      }
    }
  }

  /// Another constant of the same type.
  private static String varied(String constant, int round) {
    if (constant.contains("-")) {
      return LocalDate.parse(constant).plusDays(round).toString();
    }
    if (constant.contains(".")) {
      return String.format(Locale.ROOT, "0.%04d", round);
    }
    return constant.chars().allMatch(Character::isDigit)
        ? Integer.toString(Integer.parseInt(constant) + round)
        : constant + round;
  }

  private static double millis(Connection connection, String sql) throws SQLException {
    long start = System.nanoTime();
    connection.prepareStatement(sql).close();
    return (System.nanoTime() - start) / (double) MILLION;
  }

  private String table(List<TpchQuery> queries) {
    StringBuilder table = new StringBuilder("| query |");
    ways.forEach(way -> table.append(' ').append(way.name()).append(" |"));
    table.append(System.lineSeparator()).append("| --- | ---: | ---: | ---: |");
    for (int i = 0; i < queries.size(); i++) {
      int query = i;
      row(table, queries.get(i).name(), ways.stream().map(way -> way.median(query)).toList());
    }
    row(table, "median", ways.stream().map(Way::median).toList());
    return table.append(System.lineSeparator()).toString();
  }

  private static void row(StringBuilder table, String name, List<Double> millis) {
    table.append(System.lineSeparator()).append("| ").append(name).append(" |");
    millis.forEach(time -> table.append(String.format(Locale.ROOT, " %.3f |", time)));
  }
}
