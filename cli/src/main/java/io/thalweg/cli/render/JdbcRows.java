package io.thalweg.cli.render;

import io.thalweg.jdbc.ArrowResultSet;
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

  public JdbcRows(ResultSet results) throws SQLException {
    this.results = results;
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
    return results.next();
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
