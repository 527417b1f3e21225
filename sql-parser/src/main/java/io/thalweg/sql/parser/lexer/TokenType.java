package io.thalweg.sql.parser.lexer;

/// What a token is before its meaning is known.
public enum TokenType {
  /// A name or a keyword, unquoted.
  WORD,
  /// `"name"`
  QUOTED_IDENTIFIER,
  /// `'text'`, `E'text'`, `U&'text'`, `$tag$text$tag$`
  STRING,
  /// `X'0aff'`
  BINARY_STRING,
  /// `12`, `1_000`, `0xff`
  INTEGER,
  /// `1.5`, `.5`
  DECIMAL,
  /// `1e9`
  APPROXIMATE,
  /// `?` or `$1`
  PARAMETER,
  /// Operators and punctuation.
  SYMBOL,
  /// `-- to the end of the line` or `/* to here */`, which nests
  COMMENT,
  /// A string, a dollar-quoted string, a quoted name or a comment that the text's end cuts off.
  UNTERMINATED_STRING,
  UNTERMINATED_IDENTIFIER,
  UNTERMINATED_COMMENT,
  /// A number with letters right behind it.
  MALFORMED_NUMBER,
  /// `""`, or a character that no token starts with.
  UNKNOWN
}
