package io.thalweg.core.type;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads the spelling that [DataType#sql] writes. Recursive descent; not the SQL parser's.
final class TypeParser {
  private final String text;
  private int at;

  TypeParser(String text) {
    this.text = text;
  }

  DataType parse() {
    DataType type = type();
    skipSpaces();
    if (at < text.length()) {
      throw unknown();
    }
    return type;
  }

  private DataType type() {
    DataType type = baseType();
    while (acceptWord("ARRAY")) {
      type = new ArrayType(type);
    }
    return type;
  }

  private DataType baseType() {
    String word = word();
    return switch (word) {
      case "DECIMAL" -> decimal();
      case "TIMESTAMP" -> timestamp();
      case "INTERVAL" -> interval();
      case "MAP" -> map();
      case "ROW" -> row();
      default -> simple(word);
    };
  }

  private DataType simple(String word) {
    for (SimpleType type : SimpleType.values()) {
      if (type.name().equals(word)) {
        return type;
      }
    }
    throw unknown();
  }

  private DataType decimal() {
    expect('(');
    int precision = number();
    expect(',');
    int scale = number();
    expect(')');
    return new DecimalType(precision, scale);
  }

  private DataType timestamp() {
    int precision = 6;
    if (accept('(')) {
      precision = number();
      expect(')');
    }
    boolean zone = acceptWord("WITH") && acceptWord("TIME") && acceptWord("ZONE");
    return new TimestampType(precision, zone);
  }

  private DataType interval() {
    boolean months = acceptWord("YEAR");
    if (!months && !acceptWord("DAY")) {
      throw unknown();
    }
    if (!acceptWord("TO") || !acceptWord(months ? "MONTH" : "SECOND")) {
      throw unknown();
    }
    return months ? IntervalType.YEAR_MONTH : IntervalType.DAY_TIME;
  }

  private DataType map() {
    expect('<');
    DataType key = type();
    expect(',');
    DataType value = type();
    expect('>');
    return new MapType(key, value);
  }

  private DataType row() {
    expect('(');
    List<Field> fields = new ArrayList<>();
    while (!accept(')')) {
      if (!fields.isEmpty()) {
        expect(',');
      }
      fields.add(Field.nullable(quoted(), type()));
    }
    return new RowType(fields);
  }

  private String quoted() {
    expect('"');
    int end = text.indexOf('"', at);
    if (end < 0) {
      throw unknown();
    }
    String name = text.substring(at, end);
    at = end + 1;
    return name;
  }

  private String word() {
    skipSpaces();
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at).toUpperCase(Locale.ROOT);
  }

  private boolean acceptWord(String expected) {
    int mark = at;
    if (word().equals(expected)) {
      return true;
    }
    at = mark;
    return false;
  }

  private int number() {
    skipSpaces();
    int start = at;
    while (at < text.length() && Character.isDigit(text.charAt(at)) && at - start < 4) {
      at++;
    }
    if (start == at) {
      throw unknown();
    }
    return Integer.parseInt(text.substring(start, at));
  }

  private boolean accept(char c) {
    skipSpaces();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw unknown();
    }
  }

  private void skipSpaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private ThalwegException unknown() {
    return new ThalwegException(
        ErrorCode.UNKNOWN_TYPE, "'" + text + "' is no type; write one as DECIMAL(12, 2) or BIGINT");
  }
}
