package io.thalweg.benchmarks.nexmark;

import com.sun.management.OperatingSystemMXBean;
import io.thalweg.benchmarks.compare.Answer;
import io.thalweg.jdbc.ArrowResultSet;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/// Our own engine, in this process. A query's rows go to a client as Arrow batches, which it drops.
/// Used by one thread.
final class ThalwegEngine implements StreamEngine {
  private static final String PREFIX = "race_";
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Connection connection;

  ThalwegEngine() throws SQLException {
    connection = DriverManager.getConnection("jdbc:thalweg:");
    run("SET allow_unbounded_state = true");
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public String name() {
    return "thalweg";
  }

  @Override
  public void prepare(EventSource source) throws SQLException {
    for (String table : TABLES) {
      run("CREATE OR REPLACE TABLE " + PREFIX + table + " " + declaration(source, table));
    }
  }

  private String declaration(EventSource source, String table) throws SQLException {
    return switch (source) {
      case EventSource.Generated generated ->
          "WITH (connector = 'nexmark', table = '%s', events = %d)"
              .formatted(table, generated.events());
      case EventSource.Topics topics ->
          "(%s, WATERMARK FOR date_time AS date_time - INTERVAL '4' SECOND) WITH (%s)"
              .formatted(columns(connection, table), topicOptions(topics, table));
    };
  }

  private static String topicOptions(EventSource.Topics topics, String table) {
    return "connector = 'kafka', bootstrap_servers = '"
        + topics.address()
        + "', topic = '"
        + table
        + "', stop = 'latest'";
  }

  /// The columns of a table of the suite, as a declaration lists them.
  static String columns(Connection connection, String table) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("DESCRIBE nexmark." + table)) {
      while (found.next()) {
        columns.add(found.getString(1) + " " + found.getString(2));
      }
    }
    return String.join(", ", columns);
  }

  @Override
  public Changes answer(NexmarkQuery query, int parallelism) throws SQLException {
    view(query.comparable(PREFIX), parallelism);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT STREAM * FROM race")) {
      return Changes.of(rows);
    }
  }

  /// The bounded answer over the first events of the suite.
  Answer bounded(NexmarkQuery query, long events) throws SQLException {
    return Answer.of(connection, query.comparable("nexmark.e" + events + "."));
  }

  @Override
  public @Nullable Run run(NexmarkQuery query, int parallelism) throws SQLException, IOException {
    view(query.over(PREFIX), parallelism);
    try {
      return drain("SELECT STREAM * FROM race");
    } catch (SQLFeatureNotSupportedException _) {
      return null;
    }
  }

  private void view(String query, int parallelism) throws SQLException {
    run("SET parallelism = " + parallelism);
    run("CREATE OR REPLACE VIEW race AS " + query);
  }

  @Override
  public Run sourceOnly(int parallelism) throws SQLException, IOException {
    run("SET parallelism = " + parallelism);
    Run all = new Run(0, 0);
    for (String table : TABLES) {
      all =
          all.plus(
              drain("SELECT STREAM * FROM " + PREFIX + table + " WHERE octet_length(extra) < 0"));
    }
    return all;
  }

  private Run drain(String sql) throws SQLException, IOException {
    long cpu = PROCESS.getProcessCpuTime();
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement();
        ArrowResultSet rows = statement.executeQuery(sql).unwrap(ArrowResultSet.class)) {
      ArrowReader batches = rows.arrowReader();
      while (batches.loadNextBatch()) {
        // Only taken: what a client does with a row is not the engine's time.
      }
    }
    return new Run((System.nanoTime() - start) / 1e9, (PROCESS.getProcessCpuTime() - cpu) / 1e9);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
