package io.thalweg.connectors.files;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// DuckDB in this process.
public final class DuckDb implements AutoCloseable {
  private final Connection connection;

  public DuckDb() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
  }

  public void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The rows, each value as [#text].
  public List<List<@Nullable String>> rows(String sql) throws SQLException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(text(result.getObject(i)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /// A spelling that is the same for equal values of both engines.
  public static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case BigDecimal decimal -> decimal.stripTrailingZeros().toPlainString();
      case Timestamp timestamp -> timestamp.toLocalDateTime().toString();
      case LocalDateTime time -> time.toString();
      case OffsetDateTime time -> time.toInstant().toString();
      case java.sql.Date date -> date.toLocalDate().toString();
      case LocalDate date -> date.toString();
      case Float number -> Double.toString(number);
      default -> value.toString();
    };
  }

  /// The same of all values of our rows.
  public static List<List<@Nullable String>> texts(List<List<@Nullable Object>> rows) {
    return rows.stream().map(DuckDb::row).toList();
  }

  private static List<@Nullable String> row(List<@Nullable Object> row) {
    List<@Nullable String> texts = new ArrayList<>();
    row.forEach(value -> texts.add(text(value)));
    return texts;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
