package io.thalweg.benchmarks.nexmark;

import io.thalweg.benchmarks.compare.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Compares a continuous run with bounded ones: at each of some epochs, which the source ends after
/// fixed numbers of events, everything the continuous query has yielded must add up to the bounded
/// answer over the events so far. Used by one thread.
public final class EpochCheck implements AutoCloseable {
  private static final String STREAM_TABLES = "stream_";

  private final Connection connection;
  private final long events;
  private final int epochs;

  /// @param events a multiple of `epochs`
  public EpochCheck(long events, int epochs) throws SQLException {
    this.events = events;
    this.epochs = epochs;
    this.connection = DriverManager.getConnection("jdbc:thalweg:");
    run("SET allow_unbounded_state = true");
    run("SET epoch_interval = 'marks'");
    for (String table : List.of("person", "auction", "bid")) {
      run(
          "CREATE OR REPLACE TABLE "
              + STREAM_TABLES
              + table
              + " WITH (connector = 'nexmark', table = '"
              + table
              + "', events = "
              + events
              + ", epoch_events = "
              + events / epochs
              + ")");
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// @return the first difference, in words
  public Optional<String> check(NexmarkQuery query, int parallelism) throws SQLException {
    run("SET parallelism = " + parallelism);
    run("CREATE OR REPLACE VIEW continuous AS " + query.comparable(STREAM_TABLES));
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT STREAM * FROM continuous")) {
      boolean changes = Changes.areIn(rows);
      Answer all = Answer.read(rows);
      return changes ? compareChanges(query, all) : compareAppended(query, all);
    }
  }

  /// The answer over the first events, bounded.
  Answer bounded(NexmarkQuery query, long prefix) throws SQLException {
    return Answer.of(connection, query.comparable("nexmark.e" + prefix + "."));
  }

  private Optional<String> compareChanges(NexmarkQuery query, Answer all) throws SQLException {
    Map<Long, List<List<@Nullable Object>>> byEpoch = new HashMap<>();
    for (List<@Nullable Object> row : all.rows()) {
      byEpoch.computeIfAbsent(number(row.getFirst()), _ -> new ArrayList<>()).add(row);
    }
    Changes sum = new Changes();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      addEpoch(sum, byEpoch.remove((long) epoch));
      if (epoch == epochs) {
        // The end of the events may come as an epoch of its own.
        byEpoch.values().forEach(rows -> addEpoch(sum, rows));
      }
      Optional<String> difference = difference(query, sum, epoch);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static void addEpoch(Changes sum, @Nullable List<List<@Nullable Object>> rows) {
    if (rows != null) {
      rows.forEach(sum::addChange);
    }
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  /// Rows that are never taken away come without their epoch; those of one come before those of the
  /// next, so as many as the bounded answer has must be the bounded answer.
  private Optional<String> compareAppended(NexmarkQuery query, Answer all) throws SQLException {
    Changes sum = new Changes();
    int taken = 0;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      Answer bounded = bounded(query, events / epochs * epoch);
      int end = epoch == epochs ? all.rows().size() : bounded.rows().size();
      while (taken < Math.min(end, all.rows().size())) {
        sum.add(all.rows().get(taken++), 1);
      }
      Optional<String> difference = sum.differenceTo(bounded);
      if (difference.isPresent()) {
        return Optional.of("epoch " + epoch + ": " + difference.get());
      }
    }
    return Optional.empty();
  }

  private Optional<String> difference(NexmarkQuery query, Changes sum, int epoch)
      throws SQLException {
    return sum.differenceTo(bounded(query, events / epochs * epoch))
        .map(difference -> "epoch " + epoch + ": " + difference);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
