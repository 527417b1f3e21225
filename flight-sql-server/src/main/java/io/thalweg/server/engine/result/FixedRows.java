package io.thalweg.server.engine.result;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.exec.runtime.QueryProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rows that are already there.
public final class FixedRows implements RowStream {
  private final Schema schema;
  private final Batch batch;
  private boolean taken;

  public FixedRows(Schema schema, Batch batch) {
    this.schema = schema;
    this.batch = batch;
  }

  /// @param rows each with one value per column, in the Java form of [io.thalweg.core.data.Values]
  public static FixedRows of(Schema schema, List<? extends List<? extends @Nullable Object>> rows) {
    return new FixedRows(schema, batch(schema, rows));
  }

  /// The rows as one batch.
  public static Batch batch(Schema schema, List<? extends List<? extends @Nullable Object>> rows) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      ColumnBuilder builder = new ColumnBuilder(schema.type(i));
      for (List<? extends @Nullable Object> row : rows) {
        builder.append(row.get(i));
      }
      columns.add(builder.build());
    }
    return Batch.of(rows.size(), columns);
  }

  /// A schema of VARCHAR columns with these names.
  public static Schema texts(String... names) {
    return new Schema(
        Stream.of(names).map(name -> Field.nullable(name, SimpleType.VARCHAR)).toList());
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public synchronized @Nullable Batch next() {
    if (taken || batch.isEmpty()) {
      return null;
    }
    taken = true;
    return batch;
  }

  @Override
  public Poll poll(long millis) {
    Batch rows = next();
    return rows == null ? Poll.DONE : new Poll.Rows(rows);
  }

  @Override
  public void cancel(String reason) {
    // It is finished.
  }

  @Override
  public QueryProgress progress() {
    return new QueryProgress(batch.rowCount(), 0, 1, 1, true);
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
