package io.thalweg.benchmarks.spill;

import io.thalweg.benchmarks.compare.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/// Runs queries over the nexmark source as materialized views until their input has ended, and
/// looks at what they hold meanwhile. Used by one thread.
final class LargeState implements AutoCloseable {
  private static final long LOOK_MILLIS = 50;
  private static final String VIEW = "large_state";

  private final Connection connection;
  private final long events;

  /// What a run took.
  ///
  /// @param memoryBytes the most that was seen in memory
  /// @param fileBytes the most that was seen in files
  record Run(double seconds, long epochs, long memoryBytes, long fileBytes, Answer answer) {}

  /// @param epochEvents events of an epoch; 0: epochs of the usual length
  LargeState(long events, long epochEvents) throws SQLException {
    this.events = events;
    this.connection = DriverManager.getConnection("jdbc:thalweg:");
    set("allow_unbounded_state", "true");
    if (epochEvents > 0) {
      set("epoch_interval", "'marks'");
    }
    for (String table : List.of("person", "auction", "bid")) {
      run(
          "CREATE OR REPLACE TABLE large_%s WITH (connector = 'nexmark', table = '%s', events = %d%s)"
              .formatted(
                  table, table, events, epochEvents > 0 ? ", epoch_events = " + epochEvents : ""));
    }
  }

  void set(String setting, String value) throws SQLException {
    run("SET " + setting + " = " + value);
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The answer over all events, bounded.
  Answer bounded(LargeQuery query) throws SQLException {
    return Answer.of(connection, query.over("nexmark.e" + events + "."));
  }

  /// Runs the query to the end of its input.
  Run run(LargeQuery query) throws SQLException, InterruptedException {
    long start = System.nanoTime();
    run("CREATE MATERIALIZED VIEW " + VIEW + " AS " + query.over("large_"));
    try {
      long memory = 0;
      long files = 0;
      Look look = look();
      while (look.isRunning()) {
        memory = Math.max(memory, look.memoryBytes());
        files = Math.max(files, look.fileBytes());
        Thread.sleep(LOOK_MILLIS);
        look = look();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      if (look.error().isPresent()) {
        throw new SQLException(look.error().get());
      }
      return new Run(
          seconds, look.epoch(), memory, files, Answer.of(connection, "SELECT * FROM " + VIEW));
    } finally {
      run("DROP MATERIALIZED VIEW " + VIEW);
    }
  }

  private record Look(
      boolean isRunning, long epoch, long memoryBytes, long fileBytes, Optional<String> error) {}

  private Look look() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT state, epoch, state_bytes, spilled_bytes, last_error"
                    + " FROM system.main.jobs")) {
      if (!rows.next()) {
        throw new SQLException("the view is gone");
      }
      // A query that lacks memory would lack it again.
      Optional<String> error = Optional.ofNullable(rows.getString(5));
      boolean isOver = rows.getString(1).equals("FINISHED") || error.isPresent();
      return new Look(!isOver, rows.getLong(2), rows.getLong(3), rows.getLong(4), error);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
