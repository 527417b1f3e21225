package io.thalweg.benchmarks.tpch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The eight tables as Parquet files, which both engines read through views of the tables' names.
public final class TpchFiles {
  private static final List<String> TABLES =
      List.of("region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem");

  private TpchFiles() {}

  /// Whose Parquet writer made the files: how rows are grouped, encoded and described differs.
  public enum Writer {
    THALWEG,
    DUCKDB
  }

  /// How pages are compressed.
  public enum Codec {
    SNAPPY,
    ZSTD,
    UNCOMPRESSED
  }

  /// Where files of this kind lie below a folder.
  static Path folder(Path parent, Writer writer, Codec codec) {
    return parent.resolve(lower(writer) + "-" + lower(codec));
  }

  /// For people.
  static String describe(Writer writer, Codec codec) {
    String name = writer == Writer.DUCKDB ? "DuckDB" : "Thalweg";
    return lower(codec) + " Parquet as " + name + " writes it";
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /// Writes the files that are not there yet, in the wanted way.
  ///
  /// @param connection to Thalweg, whose catalog `tpch` generates the rows
  /// @param schema of that catalog, such as `sf1`
  static void write(
      Connection connection, String schema, Path directory, Writer writer, Codec codec)
      throws SQLException, IOException {
    String options = " (FORMAT parquet, COMPRESSION " + lower(codec) + ")";
    if (writer == Writer.THALWEG) {
      write(connection, schema, directory, options);
      return;
    }
    Path plain = Files.createDirectories(directory.resolve("rows"));
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      for (String table : TABLES) {
        Path file = file(directory, table);
        if (!Files.exists(file)) {
          Path rows = writeTable(connection, schema, plain, table, "");
          statement.execute("COPY (SELECT * FROM '" + rows + "') TO '" + file + "'" + options);
          Files.delete(rows);
        }
      }
    }
    Files.delete(plain);
  }

  /// Writes the files that are not there yet, with our writer's defaults.
  ///
  /// @param connection to Thalweg, whose catalog `tpch` generates the rows
  /// @param schema of that catalog, such as `sf1`
  public static void write(Connection connection, String schema, Path directory)
      throws SQLException, IOException {
    write(connection, schema, directory, "");
  }

  private static void write(Connection connection, String schema, Path directory, String options)
      throws SQLException, IOException {
    Files.createDirectories(directory);
    for (String table : TABLES) {
      writeTable(connection, schema, directory, table, options);
    }
  }

  private static Path writeTable(
      Connection connection, String schema, Path directory, String table, String options)
      throws SQLException {
    Path file = file(directory, table);
    if (!Files.exists(file)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "COPY (SELECT * FROM tpch.\"%s\".%s) TO '%s'%s"
                .formatted(schema, table, file, options));
      }
    }
    return file;
  }

  /// Where the rows of a table lie.
  static Path file(Path directory, String table) {
    return directory.resolve(table + ".parquet");
  }

  /// Makes the views, in the connection's current schema.
  public static void createViews(Connection connection, Path directory) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(createView(table, directory));
      }
    }
  }

  /// The statements that a session needs before this query.
  public static List<String> viewsOf(String sql, Path directory) {
    return TABLES.stream()
        .filter(table -> Pattern.compile("\\b" + table + "\\b").matcher(sql).find())
        .map(table -> createView(table, directory))
        .toList();
  }

  private static String createView(String table, Path directory) {
    return "CREATE OR REPLACE VIEW " + table + " AS SELECT * FROM '" + file(directory, table) + "'";
  }
}
