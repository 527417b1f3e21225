package io.thalweg.sql.parser.lexer;

/// A token's place in the text, in UTF-16 units, `end` exclusive.
public record SqlToken(TokenType type, int start, int end) {

  /// The token as it is written in `sql`, the text it was read from.
  public String text(String sql) {
    return sql.substring(start, end);
  }

  /// Whether the token is the single character `c`.
  public boolean is(String sql, char c) {
    return end == start + 1 && sql.charAt(start) == c && type == TokenType.SYMBOL;
  }
}
