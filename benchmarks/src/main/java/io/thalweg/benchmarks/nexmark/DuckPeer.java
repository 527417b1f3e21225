package io.thalweg.benchmarks.nexmark;

import io.thalweg.benchmarks.compare.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/// DuckDB over the same events, in Parquet files that lie in a folder of their own until it is
/// closed. Used by one thread.
public final class DuckPeer implements AutoCloseable {
  private static final List<String> TABLES = List.of("person", "auction", "bid");

  private final Path folder;
  private final Connection duckdb;

  public DuckPeer(long events) throws SQLException, IOException {
    folder = Files.createTempDirectory("thalweg-nexmark");
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
    run(duckdb, "CREATE SCHEMA nexmark");
    run(
        duckdb,
        "CREATE MACRO to_char(t, form) AS CASE form"
            + " WHEN 'YYYY-MM-DD' THEN strftime(t, '%Y-%m-%d')"
            + " WHEN 'HH24:MI' THEN strftime(t, '%H:%M') END");
    try (Connection thalweg = DriverManager.getConnection("jdbc:thalweg:")) {
      for (String table : TABLES) {
        String file = folder.resolve(table + ".parquet").toString();
        run(
            thalweg,
            "COPY (SELECT * FROM nexmark.e" + events + "." + table + ") TO '" + file + "'");
        run(duckdb, "CREATE VIEW nexmark." + table + " AS SELECT * FROM '" + file + "'");
      }
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// DuckDB's answer; empty when the query is not of its dialect.
  public Optional<Answer> answer(NexmarkQuery query) throws SQLException {
    try {
      return Optional.of(Answer.of(duckdb, DuckDialect.of(query.sql())));
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage());
      boolean unknown =
          message.startsWith("Parser Error")
              || message.startsWith("Binder Error")
              || message.startsWith("Catalog Error");
      if (!unknown) {
        throw e;
      }
      return Optional.empty();
    }
  }

  @Override
  public void close() throws SQLException, IOException {
    duckdb.close();
    for (String table : TABLES) {
      Files.deleteIfExists(folder.resolve(table + ".parquet"));
    }
    Files.deleteIfExists(folder);
  }
}
