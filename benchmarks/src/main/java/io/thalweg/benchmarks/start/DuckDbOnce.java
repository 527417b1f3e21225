package io.thalweg.benchmarks.start;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;

/// What `./thalweg -c SQL` is compared with: a process that asks DuckDB through JDBC and prints the
/// rows. The arguments are statements, the last one a query.
public final class DuckDbOnce {
  private DuckDbOnce() {}

  public static void main(String[] args) throws SQLException {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < args.length - 1; i++) {
        statement.execute(args[i]);
      }
      print(statement.executeQuery(args[args.length - 1]), out);
    }
    out.flush();
  }

  private static void print(ResultSet result, PrintStream out) throws SQLException {
    try (ResultSet rows = result) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringJoiner line = new StringJoiner(",");
        for (int column = 1; column <= columns; column++) {
          line.add(String.valueOf(rows.getObject(column)));
        }
        out.println(line);
      }
    }
  }
}
