package io.thalweg.benchmarks.tpch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The eight tables as Parquet files, which both engines read through views of the tables' names.
public final class TpchFiles {
  private static final List<String> TABLES =
      List.of("region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem");

  private TpchFiles() {}

  /// Writes the files that are not there yet.
  ///
  /// @param connection to Thalweg, whose catalog `tpch` generates the rows
  /// @param schema of that catalog, such as `sf1`
  public static void write(Connection connection, String schema, Path directory)
      throws SQLException, IOException {
    Files.createDirectories(directory);
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        Path file = file(directory, table);
        if (!Files.exists(file)) {
          statement.execute(
              "COPY (SELECT * FROM tpch.\"" + schema + "\"." + table + ") TO '" + file + "'");
        }
      }
    }
  }

  /// Where the rows of a table lie.
  static Path file(Path directory, String table) {
    return directory.resolve(table + ".parquet");
  }

  /// Makes the views, in the connection's current schema.
  public static void createViews(Connection connection, Path directory) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(
            "CREATE OR REPLACE VIEW "
                + table
                + " AS SELECT * FROM '"
                + file(directory, table)
                + "'");
      }
    }
  }
}
