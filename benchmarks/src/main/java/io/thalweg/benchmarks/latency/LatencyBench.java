package io.thalweg.benchmarks.latency;

import io.thalweg.benchmarks.compare.BenchCommand;
import io.thalweg.benchmarks.compare.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench latency`: a server process generates events at their time, a client in this process reads
/// `SELECT STREAM` over Flight SQL and takes the time of each row.
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the time from an event to the client's row, at a fixed rate.",
      "Fails when a 99th percentile is not below two epoch intervals."
    })
public final class LatencyBench extends BenchCommand {
  private static final String FORMAT =
      "| %-5s | %-33s | %9s | %6s | %6s | %6s | %6s | %6s | %8s | %8s | %6s |%n";

  @Option(names = "--rate", description = "Events a second (default ${DEFAULT-VALUE}).")
  private long rate = 100_000;

  @Option(names = "--seconds", description = "Measured, per query (default ${DEFAULT-VALUE}).")
  private int seconds = 60;

  @Option(
      names = "--warm-up",
      description = "Seconds before, not measured (default ${DEFAULT-VALUE}).")
  private int warmUp = 15;

  @Option(names = "--queries", split = ",", description = "Of q1, q5 and q8; all by default.")
  private List<LatencyQuery> queries = List.of(LatencyQuery.values());

  @Option(names = "--epoch-interval", description = "Milliseconds (default ${DEFAULT-VALUE}).")
  private int epochInterval = 200;

  @Option(
      names = "--record",
      description = "A file, such as benchmarks/RESULTS.md, to append the table to.")
  private @Nullable Path record;

  private final List<String> lines = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    boolean inTime = true;
    lines.add(header());
    for (LatencyQuery query : queries) {
      // One server each: none is warm from another's query.
      try (ServerProcess server = new ServerProcess()) {
        inTime &= measure(server, query);
      }
    }
    String table = System.lineSeparator() + String.join("", lines);
    out().print(table);
    out().flush();
    if (record != null) {
      publish(record, table);
    }
    return inTime ? 0 : 1;
  }

  private static String header() {
    return String.format(
            FORMAT,
            "query",
            "milliseconds since",
            "rows",
            "p50",
            "p95",
            "p99",
            "p99.9",
            "max",
            "longest gap",
            "events/s",
            "CPU")
        + String.format(
            FORMAT, "---", "---", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:",
            "---:");
  }

  private boolean measure(ServerProcess server, LatencyQuery query) throws SQLException {
    LatencyRun run;
    double cores;
    try (Connection connection = DriverManager.getConnection(server.url());
        Statement statement = connection.createStatement()) {
      prepare(statement);
      long start = System.currentTimeMillis();
      Duration cpu = server.cpu();
      run = new LatencyRun(warmUp * 1_000_000L);
      try (ResultSet rows = statement.executeQuery("SELECT STREAM * FROM (" + query.sql() + ")")) {
        run.read(rows);
      }
      cores = (double) server.cpu().minus(cpu).toMillis() / (System.currentTimeMillis() - start);
    }
    return line(query, run, cores) < 2L * epochInterval * 1000;
  }

  private void prepare(Statement statement) throws SQLException {
    statement.execute("SET epoch_interval = '" + epochInterval + "ms'");
    for (String table : LatencyQuery.TABLES) {
      statement.execute(
          ("CREATE OR REPLACE TABLE paced_%s WITH (connector = 'nexmark', table = '%s', rate = %d,"
                  + " events = %d, splits = 2, paced = true, start_time = 'now')")
              .formatted(table, table, rate, rate * (warmUp + seconds)));
    }
  }

  /// @return the 99th percentile in micros; the largest number when there were no rows
  private long line(LatencyQuery query, LatencyRun run, double cores) {
    Latencies latencies = run.latencies();
    long[] found = latencies.percentiles(0.5, 0.95, 0.99, 0.999, 1);
    String line =
        String.format(
            FORMAT,
            query.label(),
            query.shows(),
            String.format("%,d", latencies.count()),
            millis(found[0]),
            millis(found[1]),
            millis(found[2]),
            millis(found[3]),
            millis(found[4]),
            millis(run.longestGap()),
            String.format("%,.0f", run.pace() * rate),
            String.format("%.2f", cores));
    lines.add(line);
    String epochs = run.epochs() == 0 ? "" : " its rows came in %,d epochs".formatted(run.epochs());
    out().println(line.strip() + epochs);
    out().flush();
    return latencies.count() == 0 ? Long.MAX_VALUE : found[2];
  }

  private static String millis(long micros) {
    return String.format("%,d", (micros + 999) / 1000);
  }

  private void publish(Path file, String table) throws IOException, InterruptedException {
    Results.append(
        file,
        "Latency at %,d events/s of Nexmark, epochs of %d ms".formatted(rate, epochInterval),
        commandLine(),
        "%d s per query behind %d s of warm-up; client and server on this machine; CPU in cores"
            .formatted(seconds, warmUp),
        table);
  }
}
