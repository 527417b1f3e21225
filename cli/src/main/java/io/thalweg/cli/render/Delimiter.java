package io.thalweg.cli.render;

/// How values are kept apart.
enum Delimiter {
  /// RFC 4180: values with commas, quotes, line ends, or spaces at their ends are quoted. NULL is
  /// nothing, the empty text `""`.
  COMMA(',') {
    @Override
    void append(StringBuilder line, String value) {
      if (!needsQuotes(value)) {
        line.append(value);
        return;
      }
      line.append('"').append(value.replace("\"", "\"\"")).append('"');
    }
  },
  /// PostgreSQL's text format: special characters are escaped, NULL is `\N`.
  TAB('\t') {
    @Override
    void append(StringBuilder line, String value) {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        switch (c) {
          case '\t' -> line.append("\\t");
          case '\n' -> line.append("\\n");
          case '\r' -> line.append("\\r");
          case '\\' -> line.append("\\\\");
          default -> line.append(c);
        }
      }
    }

    @Override
    void appendNull(StringBuilder line) {
      line.append("\\N");
    }
  };

  private final char character;

  Delimiter(char character) {
    this.character = character;
  }

  char character() {
    return character;
  }

  abstract void append(StringBuilder line, String value);

  void appendNull(StringBuilder line) {
    // Nothing between two commas.
  }

  private static boolean needsQuotes(String value) {
    if (value.isEmpty() || value.charAt(0) == ' ' || value.charAt(value.length() - 1) == ' ') {
      return true;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }
}
