package io.thalweg.benchmarks.tpch;

import io.thalweg.benchmarks.compare.BenchCommand;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench planning`: how long the 22 queries of TPC-H take to plan in a warm process, with a text
/// that was never seen before and with one that the plan cache knows.
@Command(
    name = "planning",
    mixinStandardHelpOptions = true,
    description =
        "Times the planning of TPC-H over Parquet files, with and without the plan cache.")
public final class PlanningBench extends BenchCommand {
  private static final int MILLION = 1_000_000;

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

  @Override
  public Integer call() throws Exception {
    String schema = scale == Math.rint(scale) ? Long.toString((long) scale) : "" + scale;
    Path files =
        directory == null
            ? Path.of(System.getProperty("java.io.tmpdir"), "thalweg-tpch-sf" + schema)
            : directory;
    TpchQuery[] queries = TpchQuery.all(scale).toArray(TpchQuery[]::new);
    double[] fresh = new double[queries.length];
    double[] known = new double[queries.length];
    try (Connection connection = DriverManager.getConnection("jdbc:thalweg:")) {
      TpchFiles.write(connection, "sf" + schema, files.toAbsolutePath());
      TpchFiles.createViews(connection, files.toAbsolutePath());
      measure(connection, queries, fresh, known);
    }
    out().println("| query | planned ms | cached ms |\n| --- | ---: | ---: |");
    for (int i = 0; i < queries.length; i++) {
      out().println(row(queries[i].name(), fresh[i], known[i]));
    }
    out().println(row("median", median(fresh), median(known)));
    out().flush();
    return 0;
  }

  private void measure(Connection connection, TpchQuery[] queries, double[] fresh, double[] known)
      throws SQLException {
    double[][] freshTimes = new double[queries.length][rounds];
    double[][] knownTimes = new double[queries.length][rounds];
    for (int round = -warmUp; round < rounds; round++) {
      for (int i = 0; i < queries.length; i++) {
        // The comment makes it a text of its own.
        String sql = queries[i].sql() + " -- " + round;
        double first = millis(connection, sql);
        double second = millis(connection, sql);
        if (round >= 0) {
          freshTimes[i][round] = first;
          knownTimes[i][round] = second;
        }
      }
    }
    for (int i = 0; i < queries.length; i++) {
      fresh[i] = median(freshTimes[i]);
      known[i] = median(knownTimes[i]);
    }
  }

  private static double millis(Connection connection, String sql) throws SQLException {
    long start = System.nanoTime();
    connection.prepareStatement(sql).close();
    return (System.nanoTime() - start) / (double) MILLION;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String row(String name, double fresh, double known) {
    return String.format(Locale.ROOT, "| %s | %.2f | %.3f |", name, fresh, known);
  }
}
