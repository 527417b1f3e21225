package io.thalweg.benchmarks.fuzz;

import io.thalweg.benchmarks.compare.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks both engines the same queries. Used by one thread; others of a process, whose connections
/// share our engine, have schemas of their own.
public final class Fuzzer implements Checker {
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private static final List<Integer> BATCH_ROWS = List.of(1, 7, 2048);

  /// Cross joins multiply; comparing their millions of rows would teach nothing new.
  private static final int MOST_ROWS = 100_000;

  private static final int MOST_SECONDS = 30;

  private static final String OUT_OF_RANGE = "22003";

  private final Connection duckdb;
  private final List<Connection> ours = new ArrayList<>();
  private final @Nullable ParquetTables files;
  private final String schema = "fuzz" + SCHEMAS.incrementAndGet();
  private long worldNumber = -1;
  private World world = World.of(0);

  public Fuzzer() throws SQLException {
    this("auto", false);
  }

  /// @param spill what our queries put into files: auto, off or always
  /// @param parquet whether our tables are Parquet files
  public Fuzzer(String spill, boolean parquet) throws SQLException {
    files = parquet ? new ParquetTables() : null;
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
    run(duckdb, "SET threads = 1");
    run(duckdb, "SET memory_limit = '2GB'");
    for (int rows : BATCH_ROWS) {
      Connection connection = DriverManager.getConnection("jdbc:thalweg:");
      run(connection, "CREATE SCHEMA IF NOT EXISTS " + schema);
      run(connection, "USE " + schema);
      run(connection, "SET batch_rows = " + rows);
      run(connection, "SET spill = '" + spill + "'");
      ours.add(connection);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void check(long first, long end, Consumer<Checked> each) throws SQLException {
    for (long seed = first; seed < end; seed++) {
      enter(World.numberOf(seed));
      Query query = Queries.of(world, seed);
      each.accept(new Checked(seed, query, compare(query)));
    }
  }

  private void enter(long number) throws SQLException {
    if (number == worldNumber) {
      return;
    }
    leave();
    worldNumber = number;
    world = World.of(number);
    for (String statement : world.setup()) {
      run(duckdb, statement);
      run(ours.getFirst(), statement);
    }
    if (files != null) {
      for (String statement : files.replace(world, number)) {
        run(ours.getFirst(), statement);
      }
    }
  }

  private void leave() throws SQLException {
    if (files != null) {
      for (String statement : files.remove(world)) {
        run(ours.getFirst(), statement);
      }
    }
  }

  private Outcome compare(Query query) throws SQLException {
    Outcome outcome = compareOnce(query);
    if (!(outcome instanceof Outcome.Different)) {
      return outcome;
    }
    if (DroppedPlaces.explain(query, duckdb, ours)) {
      return new Outcome.Explained("DuckDB dropped places of a decimal");
    }
    run(duckdb, "PRAGMA disable_optimizer");
    try {
      return compareOnce(query) instanceof Outcome.Same
          ? new Outcome.Explained("DuckDB's answer depends on its optimizer")
          : outcome;
    } finally {
      run(duckdb, "PRAGMA enable_optimizer");
    }
  }

  private Outcome compareOnce(Query query) {
    Answer expected = null;
    String refusal = "";
    try {
      Optional<Answer> answer =
          Answer.ofAtMost(MOST_ROWS, MOST_SECONDS, duckdb, query.sql().theirs());
      if (answer.isEmpty()) {
        return new Outcome.NotComparable("more than " + MOST_ROWS + " rows");
      }
      expected = answer.get();
    } catch (SQLException e) {
      refusal = String.valueOf(e.getMessage());
    }
    boolean overflow = refusal.startsWith("Out of Range Error");
    if (expected == null && !overflow) {
      return new Outcome.NotComparable(refusal);
    }
    for (int i = 0; i < ours.size(); i++) {
      Outcome outcome = compare(query, expected, ours.get(i));
      if (outcome instanceof Outcome.Different different) {
        return new Outcome.Different(
            "batch_rows = " + BATCH_ROWS.get(i), different.what() + " " + refusal);
      }
      if (outcome instanceof Outcome.Explained) {
        return outcome;
      }
    }
    return new Outcome.Same();
  }

  private static Outcome compare(Query query, @Nullable Answer expected, Connection thalweg) {
    try {
      Answer answer = Answer.of(thalweg, query.sql().ours());
      if (expected == null) {
        return new Outcome.Explained("only DuckDB finds a number out of range");
      }
      Optional<String> difference = answer.differenceTo(expected, query.ordered());
      return difference.isPresent()
          ? new Outcome.Different("", difference.get())
          : new Outcome.Same();
    } catch (SQLException e) {
      boolean overflow = OUT_OF_RANGE.equals(e.getSQLState());
      if (overflow) {
        return expected == null
            ? new Outcome.Same()
            : new Outcome.Explained("only Thalweg finds a number out of range");
      }
      return new Outcome.Different("", e.getSQLState() + " " + e.getMessage());
    }
  }

  @Override
  public void close() throws SQLException {
    leave();
    run(ours.getFirst(), "DROP SCHEMA " + schema + " CASCADE");
    for (Connection connection : ours) {
      connection.close();
    }
    duckdb.close();
    if (files != null) {
      files.close();
    }
  }
}
