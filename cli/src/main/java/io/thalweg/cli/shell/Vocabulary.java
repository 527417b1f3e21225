package io.thalweg.cli.shell;

import io.thalweg.cli.run.CatalogListing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The names that can be completed: tables, columns of the current schema's tables, functions.
///
/// A thread of its own reads them while the person types; until it is done, keywords have to do.
/// Thread-safe.
final class Vocabulary {
  private final Connection connection;
  private volatile Set<String> names = Set.of();

  Vocabulary(Connection connection) {
    this.connection = connection;
  }

  /// Reads the names again, in the background.
  void refresh() {
    Thread.ofPlatform().name("thalweg-vocabulary").daemon().start(this::read);
  }

  Set<String> names() {
    return names;
  }

  private void read() {
    try {
      Set<String> read = new TreeSet<>(CatalogListing.tables(connection, ""));
      addColumns(read);
      names = Set.copyOf(read);
      addFunctions(read);
      names = Set.copyOf(read);
    } catch (SQLException e) {
      // Completion works with what was read before; statements report what is wrong.
      names = Set.copyOf(names);
    }
  }

  private void addColumns(Set<String> read) throws SQLException {
    try (ResultSet columns =
        connection
            .getMetaData()
            .getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
      while (columns.next()) {
        read.add(columns.getString("COLUMN_NAME"));
      }
    }
  }

  private void addFunctions(Set<String> read) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet functions = statement.executeQuery("SHOW FUNCTIONS")) {
      while (functions.next()) {
        read.add(functions.getString(1));
      }
    }
  }

  /// The names and keywords that start with `prefix` in any case, keywords in the prefix's case.
  List<String> startingWith(String prefix) {
    return Completion.candidates(prefix, names);
  }
}
