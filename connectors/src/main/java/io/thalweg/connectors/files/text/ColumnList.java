package io.thalweg.connectors.files.text;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import java.util.ArrayList;
import java.util.List;

/// Reads the option `columns => 'id BIGINT, price DECIMAL(12, 2), "the name" VARCHAR'`.
public final class ColumnList {
  private ColumnList() {}

  /// @throws ThalwegException INVALID_ARGUMENT, or UNKNOWN_TYPE for a type that does not exist
  public static List<Field> parse(String text) {
    List<Field> fields = new ArrayList<>();
    for (String part : split(text)) {
      String item = part.strip();
      boolean quoted = item.startsWith("\"") && item.indexOf('"', 1) > 0;
      int end = quoted ? item.indexOf('"', 1) + 1 : item.indexOf(' ');
      if (end <= 0) {
        throw new ThalwegException(
            ErrorCode.INVALID_ARGUMENT,
            "option columns: '" + item + "' is no column; write 'name TYPE, name TYPE'");
      }
      String name = quoted ? item.substring(1, end - 1) : item.substring(0, end);
      fields.add(Field.nullable(name, DataType.parse(item.substring(end).strip())));
    }
    return fields;
  }

  /// Splits at commas outside of parentheses and quotes.
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '(' || c == '<')) {
        depth++;
      } else if (!quoted && (c == ')' || c == '>')) {
        depth--;
      } else if (!quoted && depth == 0 && c == ',') {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
