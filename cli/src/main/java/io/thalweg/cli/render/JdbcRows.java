package io.thalweg.cli.render;

import io.thalweg.jdbc.ArrowResultSet;
import java.io.Flushable;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/// A JDBC result as rows to write. Owns nothing.
public final class JdbcRows implements Rows {
  private final ResultSet results;
  private final List<Column> columns;
  private final boolean continuous;
  private @Nullable Flushable waiting;

  public JdbcRows(ResultSet results) throws SQLException {
    this(results, false);
  }

  /// @param continuous whether what was written is to be seen while the next rows are awaited
  public JdbcRows(ResultSet results, boolean continuous) throws SQLException {
    this.results = results;
    this.continuous = continuous;
    ResultSetMetaData metadata = results.getMetaData();
    List<Column> described = new ArrayList<>();
    for (int i = 1; i <= metadata.getColumnCount(); i++) {
      described.add(
          new Column(
              metadata.getColumnLabel(i),
              typeName(metadata, i),
              isNumber(metadata.getColumnType(i))));
    }
    this.columns = List.copyOf(described);
  }

  private static String typeName(ResultSetMetaData metadata, int column) throws SQLException {
    String name = metadata.getColumnTypeName(column);
    return name.equals("DECIMAL")
        ? name + "(" + metadata.getPrecision(column) + "," + metadata.getScale(column) + ")"
        : name;
  }

  private static boolean isNumber(int type) {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC ->
          true;
      default -> false;
    };
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public boolean next() throws SQLException {
    Flushable writer = waiting;
    if (writer != null && mayWait()) {
      try {
        writer.flush();
      } catch (IOException e) {
        throw new SQLException("the result cannot be written: " + e.getMessage(), e);
      }
    }
    return results.next();
  }

  @Override
  public void flushBeforeWaiting(Flushable writer) {
    waiting = continuous ? writer : null;
  }

  @Override
  public boolean mayWait() {
    return continuous && results instanceof ArrowResultSet arrow && arrow.isBetweenBatches();
  }

  @Override
  public @Nullable String text(int column) throws SQLException {
    return results.getString(column + 1);
  }

  @Override
  public @Nullable Object value(int column) throws SQLException {
    return results.getObject(column + 1);
  }

  @Override
  public Optional<ArrowReader> batches() {
    return results instanceof ArrowResultSet arrow
        ? Optional.of(arrow.arrowReader())
        : Optional.empty();
  }
}
