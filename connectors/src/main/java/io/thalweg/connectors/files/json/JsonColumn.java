package io.thalweg.connectors.files.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.thalweg.core.data.ArrayColumn;
import io.thalweg.core.data.Bits;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.RowColumn;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gathers the values of one column, value by value as the parser meets them. Used by one thread.
final class JsonColumn {
  private final DataType type;
  private final boolean nested;
  private final ScalarValues scalars;
  private final List<JsonColumn> children = new ArrayList<>();
  private final Map<String, JsonColumn> byName = new HashMap<>();
  private ColumnBuilder builder;
  private int[] offsets = new int[1];
  private long[] validity = new long[1];
  private int length;
  private boolean appending;

  JsonColumn(DataType type, ScalarValues scalars) {
    this.type = type;
    this.nested = isNested(type);
    this.scalars = scalars;
    this.builder = new ColumnBuilder(type);
    switch (type) {
      case ArrayType array -> children.add(new JsonColumn(array.element(), scalars));
      case MapType map -> {
        children.add(new JsonColumn(map.key(), scalars));
        children.add(new JsonColumn(map.value(), scalars));
      }
      case RowType row -> {
        for (Field field : row.fields()) {
          JsonColumn child = new JsonColumn(field.type(), scalars);
          children.add(child);
          byName.put(field.name(), child);
        }
      }
      default -> {
        // No children.
      }
    }
  }

  /// Whether values of a type are made of others.
  static boolean isNested(DataType type) {
    return type instanceof ArrayType || type instanceof MapType || type instanceof RowType;
  }

  int length() {
    return length;
  }

  /// Appends a value from its plain text; false when that is none of the type, or none that is as
  /// plain as this.
  ///
  /// @param quoted whether it is a string; otherwise a number, `true` or `false`
  boolean appendPlain(byte[] bytes, int from, int to, boolean quoted) {
    if (nested || !scalars.appendPlain(bytes, from, to, quoted, type, builder)) {
      return false;
    }
    length++;
    return true;
  }

  /// Whether the value of this row was begun and failed.
  boolean isAppending(int row) {
    return appending && length == row;
  }

  void appendNull() {
    grow();
    switch (type) {
      case ArrayType _, MapType _ -> offsets[length + 1] = offsets[length];
      case RowType _ -> children.forEach(JsonColumn::appendNull);
      default -> builder.appendNull();
    }
    length++;
  }

  /// Appends the value the parser stands at; leaves it at the value's end.
  ///
  /// @throws BadJsonValue when it is no value of the type
  void append(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      appendNull();
      return;
    }
    grow();
    appending = true;
    switch (type) {
      case ArrayType _ -> appendArray(parser);
      case MapType _ -> appendMap(parser);
      case RowType _ -> appendRow(parser);
      default -> scalars.append(parser, type, builder);
    }
    appending = false;
    if (nested) {
      Bits.set(validity, length);
    }
    length++;
  }

  private void appendArray(JsonParser parser) throws IOException {
    require(parser, JsonToken.START_ARRAY);
    JsonColumn elements = children.getFirst();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.append(parser);
    }
    offsets[length + 1] = elements.length;
  }

  private void appendMap(JsonParser parser) throws IOException {
    require(parser, JsonToken.START_OBJECT);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      children.get(0).append(parser);
      parser.nextToken();
      children.get(1).append(parser);
    }
    offsets[length + 1] = children.getFirst().length;
  }

  private void appendRow(JsonParser parser) throws IOException {
    require(parser, JsonToken.START_OBJECT);
    appendFields(parser, byName, length);
    for (JsonColumn child : children) {
      if (child.length == length) {
        child.appendNull();
      }
    }
  }

  /// Appends the fields of the object the parser stands in to the columns of their names, as row
  /// `row`; of a name that comes twice the first counts.
  static void appendFields(JsonParser parser, Map<String, JsonColumn> columns, int row)
      throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      @Nullable JsonColumn column = columns.get(parser.currentName());
      parser.nextToken();
      if (column == null || column.length > row) {
        parser.skipChildren();
      } else {
        column.append(parser);
      }
    }
  }

  private void require(JsonParser parser, JsonToken wanted) throws IOException {
    if (parser.currentToken() != wanted) {
      throw new BadJsonValue(type, parser.getText());
    }
  }

  /// Makes room for another nested value; the builder has its own.
  private void grow() {
    if (!nested) {
      return;
    }
    if (offsets.length < length + 2) {
      offsets = Arrays.copyOf(offsets, 2 * (length + 2));
    }
    if (validity.length <= Bits.words(length + 1)) {
      validity = Arrays.copyOf(validity, 2 * validity.length);
    }
  }

  /// The column of all values; this object then begins again.
  Column take() {
    int rows = length;
    long[] valid = validity;
    boolean complete = nested && Bits.count(valid, rows) == rows;
    Column column =
        switch (type) {
          case ArrayType _ ->
              new ArrayColumn(rows, offsets, children.getFirst().take(), complete ? null : valid);
          case MapType _ -> {
            int entries = children.getFirst().length;
            List<Column> both = List.of(children.get(0).take(), children.get(1).take());
            yield new ArrayColumn(
                rows, offsets, new RowColumn(entries, both, null), complete ? null : valid);
          }
          case RowType _ ->
              new RowColumn(
                  rows, children.stream().map(JsonColumn::take).toList(), complete ? null : valid);
          default -> builder.build();
        };
    builder = new ColumnBuilder(type);
    offsets = new int[1];
    validity = new long[1];
    length = 0;
    return column;
  }
}
