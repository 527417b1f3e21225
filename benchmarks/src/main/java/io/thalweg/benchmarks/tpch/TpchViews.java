package io.thalweg.benchmarks.tpch;

import io.thalweg.benchmarks.compare.Answer;
import io.thalweg.benchmarks.compare.LiveViews;
import io.thalweg.core.error.ThalwegException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The queries as materialized views over the eight tables, which begin empty and are fed with
/// inserts, updates and deletes. Each view is compared with the bounded query at every epoch; at
/// the end DuckDB answers, too. Used by one thread.
public final class TpchViews implements AutoCloseable {
  private static final int MOST_ROWS = 1_000_000;

  private final LiveViews views = new LiveViews();
  private final List<TpchQuery> queries;
  private final List<TpchChanges> tables;
  private final Consumer<String> told;
  private int differences;

  /// @param schema of the catalog `tpch` whose rows come
  /// @param epochs after which all of them have come
  /// @param told each difference, in words
  public TpchViews(
      List<TpchQuery> queries, String schema, int epochs, long seed, Consumer<String> told) {
    this.queries = queries;
    this.tables = TpchChanges.all(schema, epochs, seed);
    this.told = told;
    tables.forEach(table -> views.run(table.create()));
    for (TpchQuery query : queries) {
      views.run("CREATE MATERIALIZED VIEW " + view(query) + " AS " + query.sql());
    }
  }

  private static String view(TpchQuery query) {
    return "view_" + query.number();
  }

  /// Changes the tables and compares all views.
  ///
  /// @return how many have rows
  public int epoch(int number) {
    for (TpchChanges table : tables) {
      table.epoch().forEach(views::run);
    }
    int full = 0;
    for (TpchQuery query : queries) {
      Answer expected = views.read(query.sql(), MOST_ROWS);
      full += expected.rows().isEmpty() ? 0 : 1;
      tell(query, "epoch " + number, difference(query, expected));
    }
    return full;
  }

  private Optional<String> difference(TpchQuery query, Answer expected) {
    try {
      return views.difference(view(query), expected);
    } catch (ThalwegException e) {
      return Optional.of(e.code() + " " + e.getMessage());
    }
  }

  private void tell(TpchQuery query, String when, Optional<String> difference) {
    if (difference.isPresent()) {
      differences++;
      told.accept(query.name() + ", " + when + ": " + difference.get());
    }
  }

  /// How many comparisons have failed.
  public int differences() {
    return differences;
  }

  /// Compares what the views hold with what DuckDB answers over the same rows.
  ///
  /// @param directory where the rows of tables and views are written
  public void compareWithDuckDb(Path directory) throws SQLException {
    for (TpchChanges table : tables) {
      write(table.table(), directory);
    }
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      TpchFiles.createViews(duckdb, directory);
      for (TpchQuery query : queries) {
        Path file = write(view(query), directory);
        Answer held = Answer.of(duckdb, "SELECT * FROM '" + file + "'");
        tell(query, "DuckDB", held.differenceTo(Answer.of(duckdb, query.sql()), List.of()));
      }
    }
  }

  private Path write(String relation, Path directory) {
    Path file = TpchFiles.file(directory, relation);
    views.run("COPY (SELECT * FROM " + relation + ") TO '" + file + "'");
    return file;
  }

  @Override
  public void close() {
    views.close();
  }
}
