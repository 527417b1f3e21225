package io.thalweg.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values as JSON. Numbers and truth values are JSON's own, arrays, maps and rows nest, and all
/// else is the text that SQL prints. JSON has no NaN and no infinity: they are text, too.
final class JsonValues {
  private JsonValues() {}

  static void write(JsonGenerator json, Rows rows, int column) throws SQLException, IOException {
    Object value = rows.value(column);
    if (value == null) {
      json.writeNull();
    } else if (!writeStructured(json, value)) {
      json.writeString(String.valueOf(rows.text(column)));
    }
  }

  private static boolean writeStructured(JsonGenerator json, Object value)
      throws SQLException, IOException {
    switch (value) {
      case Boolean truth -> json.writeBoolean(truth);
      case Double number -> writeDouble(json, number);
      case Float number -> writeDouble(json, Double.parseDouble(number.toString()));
      case BigDecimal number -> json.writeNumber(number);
      case Number number -> json.writeNumber(number.longValue());
      case String text -> json.writeString(text);
      case Array array -> writeList(json, Arrays.asList((Object[]) array.getArray()));
      case List<?> list -> writeList(json, list);
      case Map<?, ?> map -> writeMap(json, map);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void writeDouble(JsonGenerator json, double number) throws IOException {
    if (Double.isFinite(number)) {
      json.writeNumber(number);
    } else {
      json.writeString(Double.toString(number));
    }
  }

  private static void writeList(JsonGenerator json, List<?> list) throws SQLException, IOException {
    json.writeStartArray();
    for (Object element : list) {
      writeNested(json, element);
    }
    json.writeEndArray();
  }

  private static void writeMap(JsonGenerator json, Map<?, ?> map) throws SQLException, IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.writeFieldName(String.valueOf(entry.getKey()));
      writeNested(json, entry.getValue());
    }
    json.writeEndObject();
  }

  private static void writeNested(JsonGenerator json, @Nullable Object value)
      throws SQLException, IOException {
    if (value == null) {
      json.writeNull();
    } else if (!writeStructured(json, value)) {
      json.writeString(
          value instanceof byte[] bytes
              ? "\\x" + HexFormat.of().formatHex(bytes)
              : value.toString().replace('T', ' '));
    }
  }
}
