package io.thalweg.exec.testing;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.type.Schema;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows as lists of Java values, to and from batches.
public final class Rows {
  private Rows() {}

  /// A flat batch of these rows.
  public static Batch batch(Schema schema, List<? extends List<? extends @Nullable Object>> rows) {
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < schema.size(); c++) {
      ColumnBuilder builder = new ColumnBuilder(schema.type(c));
      for (List<? extends @Nullable Object> row : rows) {
        builder.append(row.get(c));
      }
      columns.add(builder.build());
    }
    return Batch.of(rows.size(), columns);
  }

  /// The rows that count; a row of weight w > 1 appears w times. Negative weights are an error.
  public static List<List<@Nullable Object>> of(Schema schema, Batch batch) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < batch.rowCount(); i++) {
      int row = batch.row(i);
      List<@Nullable Object> values = new ArrayList<>();
      for (int c = 0; c < schema.size(); c++) {
        values.add(canonical(ColumnValues.get(schema.type(c), batch.column(c), row)));
      }
      int[] weights = batch.weights();
      rows.addAll(Collections.nCopies(weights == null ? 1 : weights[row], values));
    }
    return rows;
  }

  public static List<List<@Nullable Object>> of(Schema schema, List<Batch> batches) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    batches.forEach(batch -> rows.addAll(of(schema, batch)));
    return rows;
  }

  /// The rows in an order of their own, so that two lists can be compared as multisets.
  public static List<List<@Nullable Object>> sorted(
      List<? extends List<? extends @Nullable Object>> rows) {
    List<List<@Nullable Object>> sorted = canonical(rows);
    sorted.sort((left, right) -> left.toString().compareTo(right.toString()));
    return sorted;
  }

  /// The rows with each value in the form that equals as SQL does.
  public static List<List<@Nullable Object>> canonical(
      List<? extends List<? extends @Nullable Object>> rows) {
    List<List<@Nullable Object>> result = new ArrayList<>();
    for (List<? extends @Nullable Object> row : rows) {
      List<@Nullable Object> values = new ArrayList<>();
      row.forEach(value -> values.add(canonical(value)));
      result.add(values);
    }
    return result;
  }

  /// A form whose Java equality is SQL's and whose text tells different values apart: -0.0 becomes
  /// 0.0 (NaN equals itself as a `Double`), bytes become hexadecimal text.
  public static @Nullable Object canonical(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Double number -> Double.valueOf(number + 0.0);
      case ByteBuffer buffer -> {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        yield "0x" + HexFormat.of().formatHex(bytes);
      }
      case List<?> list -> {
        List<@Nullable Object> items = new ArrayList<>();
        list.forEach(item -> items.add(canonical(item)));
        yield items;
      }
      default -> value;
    };
  }

  /// Rows cut into lists of at most `size`.
  public static <T> List<List<T>> chunks(List<T> rows, int size) {
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += size) {
      chunks.add(rows.subList(from, Math.min(rows.size(), from + size)));
    }
    return chunks;
  }
}
