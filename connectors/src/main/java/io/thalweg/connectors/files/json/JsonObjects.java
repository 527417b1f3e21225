package io.thalweg.connectors.files.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.thalweg.core.data.Column;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gathers JSON objects as rows of declared columns: fields by name, missing ones as NULL, others
/// skipped. Used by one thread.
///
/// After an `append` that failed the gathered rows are of no use: [#take] begins again.
public final class JsonObjects {
  private final List<JsonColumn> columns = new ArrayList<>();
  private final Map<String, JsonColumn> byName = new HashMap<>();
  private int rows;

  public JsonObjects(Schema schema) {
    ScalarValues scalars = new ScalarValues();
    for (Field field : schema.fields()) {
      JsonColumn column = new JsonColumn(field.type(), scalars);
      columns.add(column);
      byName.put(field.name(), column);
    }
  }

  public int rows() {
    return rows;
  }

  /// Appends the object that the parser stands at; leaves it at the object's end.
  ///
  /// @throws IOException with a message that names the column and the value
  public void append(JsonParser parser) throws IOException {
    try {
      JsonColumn.appendFields(parser, byName, rows);
    } catch (BadJsonValue e) {
      throw new IOException(where() + e.getMessage(), e);
    } catch (StreamReadException e) {
      throw new IOException(e.getOriginalMessage(), e);
    }
    rows++;
    for (JsonColumn column : columns) {
      if (column.length() < rows) {
        column.appendNull();
      }
    }
  }

  /// Appends a row of NULLs.
  public void appendNulls() {
    columns.forEach(JsonColumn::appendNull);
    rows++;
  }

  private String where() {
    for (Map.Entry<String, JsonColumn> column : byName.entrySet()) {
      if (column.getValue().isAppending(rows)) {
        return "column '" + column.getKey() + "': ";
      }
    }
    return "";
  }

  /// The columns of all rows; this object then begins again.
  public List<Column> take() {
    rows = 0;
    return columns.stream().map(JsonColumn::take).toList();
  }
}
