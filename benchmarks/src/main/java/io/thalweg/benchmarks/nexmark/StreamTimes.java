package io.thalweg.benchmarks.nexmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// How long continuous queries take over all events, from the start of the statement to its last
/// row. The source is not paced: it yields as fast as the query takes. Used by one thread.
final class StreamTimes implements AutoCloseable {
  private final Connection connection;

  StreamTimes(long events) throws SQLException {
    connection = DriverManager.getConnection("jdbc:thalweg:");
    run("SET allow_unbounded_state = true");
    for (String table : List.of("person", "auction", "bid")) {
      run(
          "CREATE OR REPLACE TABLE timed_%s WITH (connector = 'nexmark', table = '%s', events = %d)"
              .formatted(table, table, events));
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Seconds of each round; empty when the query does not run.
  List<Double> seconds(NexmarkQuery query, int parallelism, int rounds) throws SQLException {
    run("SET parallelism = " + parallelism);
    run("CREATE OR REPLACE VIEW timed AS " + query.over("timed_"));
    return times("SELECT STREAM * FROM timed", rounds);
  }

  /// The bids are made, with all their columns, and dropped.
  List<Double> sourceOnly(int parallelism, int rounds) throws SQLException {
    run("SET parallelism = " + parallelism);
    return times(
        "SELECT STREAM * FROM timed_bid WHERE length(channel || url || extra) < 0", rounds);
  }

  private List<Double> times(String sql, int rounds) throws SQLException {
    List<Double> seconds = new ArrayList<>();
    // The first one warms up.
    for (int round = 0; round <= rounds; round++) {
      OptionalDouble time = time(sql);
      if (time.isEmpty()) {
        return List.of();
      }
      if (round > 0) {
        seconds.add(time.getAsDouble());
      }
    }
    return seconds;
  }

  private OptionalDouble time(String sql) throws SQLException {
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        // Only taken: what a client does with a row is not the engine's time.
      }
    } catch (SQLException e) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((System.nanoTime() - start) / 1e9);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
