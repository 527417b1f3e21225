package io.thalweg.cli.render;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/// Rows of a list.
final class ListedRows implements Rows {
  private final List<Column> columns;
  private final Iterator<? extends List<? extends @Nullable Object>> rows;
  private List<? extends @Nullable Object> current = List.of();

  ListedRows(List<Column> columns, List<? extends List<? extends @Nullable Object>> rows) {
    this.columns = columns;
    this.rows = rows.iterator();
  }

  static Column text(String name) {
    return new Column(name, "VARCHAR", false);
  }

  static Column number(String name) {
    return new Column(name, "BIGINT", true);
  }

  static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  /// What a format makes of these rows.
  String as(OutputFormat format, TextStyle style) throws SQLException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.writer(style).write(this, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public boolean next() {
    if (!rows.hasNext()) {
      return false;
    }
    current = rows.next();
    return true;
  }

  @Override
  public @Nullable String text(int column) {
    Object value = current.get(column);
    return value == null ? null : value.toString();
  }

  @Override
  public @Nullable Object value(int column) {
    return current.get(column);
  }

  @Override
  public Optional<ArrowReader> batches() {
    return Optional.empty();
  }
}
