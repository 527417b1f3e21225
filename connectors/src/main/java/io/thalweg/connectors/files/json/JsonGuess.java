package io.thalweg.connectors.files.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.thalweg.connectors.files.text.TypeGuess;
import io.thalweg.core.type.ArrayType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.RowType;
import io.thalweg.core.type.SimpleType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Narrows down the type of JSON values, value by value. Used by one thread.
final class JsonGuess {
  private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
  private final TypeGuess times = TypeGuess.ofTimes();
  private final Map<String, JsonGuess> fields = new LinkedHashMap<>();
  private @Nullable JsonGuess elements;

  private enum Kind {
    BOOLEAN,
    INTEGER,
    REAL,
    TEXT,
    ARRAY,
    OBJECT
  }

  /// Takes in the value the parser stands at; leaves it at the value's end.
  void add(JsonParser parser, TypeGuess.Reader reader) throws IOException {
    JsonToken token = parser.currentToken();
    switch (token) {
      case VALUE_TRUE, VALUE_FALSE -> kinds.add(Kind.BOOLEAN);
      case VALUE_NUMBER_INT ->
          kinds.add(
              parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                  ? Kind.REAL
                  : Kind.INTEGER);
      case VALUE_NUMBER_FLOAT -> kinds.add(Kind.REAL);
      case VALUE_STRING -> {
        kinds.add(Kind.TEXT);
        byte[] text = parser.getText().getBytes(StandardCharsets.UTF_8);
        times.add(reader, text, 0, text.length);
      }
      case START_ARRAY -> {
        kinds.add(Kind.ARRAY);
        JsonGuess inner = elements == null ? new JsonGuess() : elements;
        elements = inner;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          inner.add(parser, reader);
        }
      }
      case START_OBJECT -> {
        kinds.add(Kind.OBJECT);
        addFields(parser, reader);
      }
      default -> {
        // NULL fits every type.
      }
    }
  }

  private void addFields(JsonParser parser, TypeGuess.Reader reader) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.computeIfAbsent(name, _ -> new JsonGuess()).add(parser, reader);
    }
  }

  /// The fields of the objects seen, in the order of their appearance.
  List<Field> fields() {
    List<Field> list = new ArrayList<>();
    fields.forEach((name, guess) -> list.add(Field.nullable(name, guess.type())));
    return list;
  }

  /// JSON itself when the values have nothing else in common.
  DataType type() {
    if (kinds.equals(EnumSet.of(Kind.INTEGER, Kind.REAL))) {
      return SimpleType.DOUBLE;
    }
    if (kinds.size() != 1) {
      return SimpleType.JSON;
    }
    JsonGuess inner = elements;
    return switch (kinds.iterator().next()) {
      case BOOLEAN -> SimpleType.BOOLEAN;
      case INTEGER -> SimpleType.BIGINT;
      case REAL -> SimpleType.DOUBLE;
      case TEXT -> times.type();
      case ARRAY -> new ArrayType(inner == null ? SimpleType.JSON : inner.type());
      case OBJECT -> fields.isEmpty() ? SimpleType.JSON : new RowType(fields());
    };
  }
}
