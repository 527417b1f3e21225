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
  private final FlatObject flat;
  private int rows;

  public JsonObjects(Schema schema) {
    for (Field field : schema.fields()) {
      JsonColumn column = new JsonColumn(field.type(), new ScalarValues());
      columns.add(column);
      byName.put(field.name(), column);
    }
    this.flat = new FlatObject(schema.fields().stream().map(Field::name).toList(), columns);
  }

  public int rows() {
    return rows;
  }

  /// Appends an object when it is of the plain kind that needs no parser; otherwise [#append] has
  /// to follow with the same object, because columns may have some of its fields.
  ///
  /// @return whether it was
  public boolean appendPlain(byte[] object) {
    if (!flat.append(object, rows)) {
      return false;
    }
    endRow();
    return true;
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
    endRow();
  }

  private void endRow() {
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
