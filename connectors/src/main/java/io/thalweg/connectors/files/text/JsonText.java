package io.thalweg.connectors.files.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.MapType;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.SimpleType;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes values as JSON: numbers and booleans as such, everything else without a JSON form as the
/// text of [ValueWriter], a value of type JSON as it is. Stateless.
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /// One value as a text of its own.
  public static String of(DataType type, Column column, int row) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json, type, column, row);
    } catch (IOException e) {
      throw new ThalwegException(ErrorCode.INTERNAL_ERROR, "JSON cannot be written", e);
    }
    return text.toString();
  }

  /// Writes one value.
  public static void write(JsonGenerator json, DataType type, Column column, int row)
      throws IOException {
    write(json, type, ColumnValues.get(type, column, row));
  }

  private static void write(JsonGenerator json, DataType type, @Nullable Object value)
      throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Boolean flag -> json.writeBoolean(flag);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number when Double.isFinite(number) && type == SimpleType.REAL ->
          json.writeNumber(number.floatValue());
      case Double number when Double.isFinite(number) -> json.writeNumber(number);
      case java.math.BigDecimal number -> json.writeNumber(number.toPlainString());
      case String text when type == SimpleType.JSON -> json.writeRawValue(text);
      case String text -> json.writeString(text);
      case Map<?, ?> map -> writeMap(json, (MapType) type, map);
      case List<?> list when type instanceof ArrayType array -> writeArray(json, array, list);
      case List<?> list when type instanceof RowType row -> writeRow(json, row, list);
      default -> json.writeString(plain(type, value));
    }
  }

  private static void writeArray(JsonGenerator json, ArrayType type, List<?> values)
      throws IOException {
    json.writeStartArray();
    for (@Nullable Object value : values) {
      write(json, type.element(), value);
    }
    json.writeEndArray();
  }

  private static void writeRow(JsonGenerator json, RowType type, List<?> values)
      throws IOException {
    json.writeStartObject();
    for (int i = 0; i < values.size(); i++) {
      Field field = type.fields().get(i);
      json.writeFieldName(field.name());
      write(json, field.type(), values.get(i));
    }
    json.writeEndObject();
  }

  private static void writeMap(JsonGenerator json, MapType type, Map<?, ?> map) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      @Nullable Object key = entry.getKey();
      json.writeFieldName(key instanceof String text ? text : plain(type.key(), key));
      write(json, type.value(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static String plain(DataType type, @Nullable Object value) {
    if (type instanceof ArrayType || type instanceof RowType || type instanceof MapType) {
      return String.valueOf(value);
    }
    TextBuffer text = new TextBuffer();
    Column one = io.thalweg.core.data.ColumnBuilder.single(type, value);
    ValueWriter.of(type, one).write(text, 0);
    return new String(text.bytes(), 0, text.size(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
