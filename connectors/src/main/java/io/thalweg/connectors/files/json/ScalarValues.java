package io.thalweg.connectors.files.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.thalweg.connectors.files.text.ValueText;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Layout;
import io.thalweg.core.type.SimpleType;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Appends JSON values to columns of types that are not nested. Used by one thread.
final class ScalarValues {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Map<DataType, ValueText> readers = new HashMap<>();
  private @Nullable DataType lastType;
  private @Nullable ValueText lastReader;

  /// Appends a value from its plain text; false when it is none of the type or not this simple.
  ///
  /// @param quoted whether it is a string without escapes; otherwise a number, `true` or `false`
  boolean appendPlain(
      byte[] bytes, int from, int to, boolean quoted, DataType type, ColumnBuilder target) {
    if (type.layout() == Layout.BYTES) {
      if (!quoted || type == SimpleType.JSON) {
        return false;
      }
      target.appendBytes(bytes, from, to - from);
      return true;
    }
    boolean word = !quoted && bytes[from] >= 'f';
    ValueText reader = reader(type);
    if (word != (!quoted && type == SimpleType.BOOLEAN) || !reader.read(bytes, from, to)) {
      return false;
    }
    switch (type.layout()) {
      case LONG -> target.appendLong(reader.whole());
      case INT -> target.appendInt((int) reader.whole());
      case DOUBLE -> target.appendDouble(reader.real());
      case BOOLEAN -> target.appendBoolean(reader.whole() != 0);
      case INT128 -> target.appendInt128(reader.high(), reader.low());
      case BYTES, ARRAY, ROW, NONE -> {
        return false;
      }
    }
    return true;
  }

  private ValueText reader(DataType type) {
    ValueText known = lastReader;
    if (known == null || type != lastType) {
      known = readers.computeIfAbsent(type, ValueText::new);
      lastReader = known;
      lastType = type;
    }
    return known;
  }

  /// @throws BadJsonValue when the value is none of the type
  void append(JsonParser parser, DataType type, ColumnBuilder target) throws IOException {
    JsonToken token = parser.currentToken();
    if (type.layout() == Layout.BYTES) {
      appendText(parser, type, token, target);
    } else if (token == JsonToken.VALUE_NUMBER_INT && type == SimpleType.BIGINT) {
      appendLong(parser, type, target);
    } else if (token.isNumeric() && type == SimpleType.DOUBLE) {
      target.appendDouble(parser.getDoubleValue());
    } else if (token.isBoolean() && type == SimpleType.BOOLEAN) {
      target.appendBoolean(token == JsonToken.VALUE_TRUE);
    } else if (token.isScalarValue() || token == JsonToken.FIELD_NAME) {
      parse(parser.getText(), type, target);
    } else {
      throw new BadJsonValue(type, parser.getText());
    }
  }

  private static void appendLong(JsonParser parser, DataType type, ColumnBuilder target)
      throws IOException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new BadJsonValue(type, parser.getText());
    }
    target.appendLong(parser.getLongValue());
  }

  private void parse(String text, DataType type, ColumnBuilder target) throws BadJsonValue {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ValueText reader = reader(type);
    if (!reader.read(bytes, 0, bytes.length)) {
      throw new BadJsonValue(type, text);
    }
    switch (type.layout()) {
      case BOOLEAN -> target.appendBoolean(reader.whole() != 0);
      case INT -> target.appendInt((int) reader.whole());
      case LONG -> target.appendLong(reader.whole());
      case DOUBLE -> target.appendDouble(reader.real());
      case INT128 -> target.appendInt128(reader.high(), reader.low());
      case BYTES, ARRAY, ROW, NONE -> throw new BadJsonValue(type, text);
    }
  }

  private static void appendText(
      JsonParser parser, DataType type, JsonToken token, ColumnBuilder target) throws IOException {
    boolean plain =
        type != SimpleType.JSON && (token.isScalarValue() || token == JsonToken.FIELD_NAME);
    String text = plain ? parser.getText() : structure(parser);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    target.appendBytes(bytes, 0, bytes.length);
  }

  private static String structure(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.copyCurrentStructure(parser);
    }
    return text.toString();
  }
}
