package io.thalweg.cli.render;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/// Rows of texts that are already there.
final class KeptRows implements Rows {
  private final List<Column> columns;
  private final Iterator<List<@Nullable String>> rows;
  private List<@Nullable String> row = List.of();

  KeptRows(List<Column> columns, List<List<@Nullable String>> rows) {
    this.columns = columns;
    this.rows = rows.iterator();
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public boolean next() {
    boolean more = rows.hasNext();
    if (more) {
      row = rows.next();
    }
    return more;
  }

  @Override
  public @Nullable String text(int column) {
    return row.get(column);
  }

  @Override
  public @Nullable Object value(int column) {
    return row.get(column);
  }

  @Override
  public Optional<ArrowReader> batches() {
    return Optional.empty();
  }
}
