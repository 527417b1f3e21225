package io.thalweg.core.error;

/// A place in a statement's text; line and column count from 1, in characters.
public record TextPosition(int line, int column) implements java.io.Serializable {
  public TextPosition {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("line and column count from 1");
    }
  }

  /// The line of `sql` this position is on, and below it a caret under the column.
  public String excerpt(String sql) {
    String[] lines = sql.split("\n", -1);
    if (line > lines.length) {
      return "";
    }
    String text = lines[line - 1].replace('\t', ' ');
    int at = Math.min(column - 1, text.length());
    int from = Math.max(0, at - 60);
    int to = Math.min(text.length(), at + 60);
    return text.substring(from, to) + "\n" + " ".repeat(at - from) + "^";
  }
}
