package io.thalweg.sql.parser.lexer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one token after the other, comments included. One thread; linear in the text.
public final class Lexer {
  private static final String[] LONG_SYMBOLS = {
    "->>", "::", "<>", "!=", "<=", ">=", "||", "=>", "->", ":=", "<<", ">>", "==", ".."
  };
  private static final String SYMBOLS = "()[]{};,.+-*/%^&|=<>:~!@#";

  private final String sql;
  private int at;

  public Lexer(String sql) {
    this.sql = sql;
  }

  /// All tokens of `sql`.
  public static List<SqlToken> tokens(String sql) {
    Lexer lexer = new Lexer(sql);
    List<SqlToken> tokens = new ArrayList<>();
    for (SqlToken token = lexer.next(); token != null; token = lexer.next()) {
      tokens.add(token);
    }
    return tokens;
  }

  /// The next token, null at the end.
  public @Nullable SqlToken next() {
    while (at < sql.length() && isSpace(sql.charAt(at))) {
      at++;
    }
    if (at == sql.length()) {
      return null;
    }
    int start = at;
    TokenType type = scan();
    return new SqlToken(type, start, at);
  }

  private TokenType scan() {
    char c = sql.charAt(at);
    if (isWordStart(c)) {
      return word();
    }
    if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      return number();
    }
    return switch (c) {
      case '\'' -> string(1, false);
      case '"' -> quotedIdentifier(1);
      case '$' -> dollar();
      case '?' -> take(1, TokenType.PARAMETER);
      case '-' -> peek(1) == '-' ? lineComment() : symbol();
      case '/' -> peek(1) == '*' ? blockComment() : symbol();
      default -> symbol();
    };
  }

  private TokenType word() {
    char next = peek(1);
    switch (sql.charAt(at)) {
      case 'e', 'E' -> {
        if (next == '\'') {
          return string(2, true);
        }
      }
      case 'n', 'N' -> {
        if (next == '\'') {
          return string(2, false);
        }
      }
      case 'x', 'X' -> {
        if (next == '\'') {
          TokenType type = string(2, false);
          return type == TokenType.STRING ? TokenType.BINARY_STRING : type;
        }
      }
      case 'u', 'U' -> {
        if (next == '&' && peek(2) == '\'') {
          return string(3, false);
        }
        if (next == '&' && peek(2) == '"') {
          return quotedIdentifier(3);
        }
      }
      default -> {}
    }
    while (at < sql.length() && isWordPart(sql.charAt(at))) {
      at++;
    }
    return TokenType.WORD;
  }

  /// @param prefix characters up to and including the opening quote
  private TokenType string(int prefix, boolean backslashes) {
    at += prefix;
    while (at < sql.length()) {
      char c = sql.charAt(at++);
      if (c == '\\' && backslashes && at < sql.length()) {
        at++;
      } else if (c == '\'') {
        if (peek(0) != '\'') {
          return TokenType.STRING;
        }
        at++;
      }
    }
    return TokenType.UNTERMINATED_STRING;
  }

  private TokenType quotedIdentifier(int prefix) {
    at += prefix;
    int start = at;
    while (at < sql.length()) {
      if (sql.charAt(at++) == '"') {
        if (peek(0) != '"') {
          return at == start + 1 ? TokenType.UNKNOWN : TokenType.QUOTED_IDENTIFIER;
        }
        at++;
      }
    }
    return TokenType.UNTERMINATED_IDENTIFIER;
  }

  private TokenType dollar() {
    int end = at + 1;
    while (end < sql.length() && isWordPart(sql.charAt(end)) && sql.charAt(end) != '$') {
      end++;
    }
    if (isDigit(peek(1))) {
      int start = at++;
      while (at < end && isDigit(sql.charAt(at))) {
        at++;
      }
      return at == end && at - start < 6 ? TokenType.PARAMETER : take(end - at, TokenType.UNKNOWN);
    }
    if (end < sql.length() && sql.charAt(end) == '$') {
      String tag = sql.substring(at, end + 1);
      int close = sql.indexOf(tag, end + 1);
      at = close < 0 ? sql.length() : close + tag.length();
      return close < 0 ? TokenType.UNTERMINATED_STRING : TokenType.STRING;
    }
    return take(1, TokenType.UNKNOWN);
  }

  private TokenType number() {
    TokenType type = TokenType.INTEGER;
    if (sql.charAt(at) == '0' && (peek(1) | 0x20) == 'x' && Character.digit(peek(2), 16) >= 0) {
      at += 2;
      while (Character.digit(peek(0), 16) >= 0 && peek(0) < 128) {
        at++;
      }
      return endOfNumber(type);
    }
    digits();
    if (peek(0) == '.' && peek(1) != '.') {
      type = TokenType.DECIMAL;
      at++;
      digits();
    }
    int sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
    if ((peek(0) | 0x20) == 'e' && isDigit(peek(sign))) {
      type = TokenType.APPROXIMATE;
      at += sign;
      digits();
    }
    return endOfNumber(type);
  }

  private void digits() {
    while (isDigit(peek(0)) || (peek(0) == '_' && isDigit(peek(1)))) {
      at++;
    }
  }

  private TokenType endOfNumber(TokenType type) {
    if (!isWordPart(peek(0))) {
      return type;
    }
    while (isWordPart(peek(0))) {
      at++;
    }
    return TokenType.MALFORMED_NUMBER;
  }

  private TokenType lineComment() {
    int end = sql.indexOf('\n', at);
    at = end < 0 ? sql.length() : end;
    return TokenType.COMMENT;
  }

  private TokenType blockComment() {
    int depth = 0;
    while (at < sql.length()) {
      if (peek(0) == '/' && peek(1) == '*') {
        depth++;
        at += 2;
      } else if (peek(0) == '*' && peek(1) == '/') {
        at += 2;
        if (--depth == 0) {
          return TokenType.COMMENT;
        }
      } else {
        at++;
      }
    }
    return TokenType.UNTERMINATED_COMMENT;
  }

  private TokenType symbol() {
    for (String symbol : LONG_SYMBOLS) {
      if (sql.startsWith(symbol, at)) {
        return take(symbol.length(), TokenType.SYMBOL);
      }
    }
    return take(1, SYMBOLS.indexOf(sql.charAt(at)) < 0 ? TokenType.UNKNOWN : TokenType.SYMBOL);
  }

  private TokenType take(int length, TokenType type) {
    at += length;
    return type;
  }

  /// The character `ahead` of the current one, NUL behind the end.
  private char peek(int ahead) {
    return at + ahead < sql.length() ? sql.charAt(at + ahead) : 0;
  }

  private static boolean isSpace(char c) {
    return c <= ' ' ? c == ' ' || (c >= '\t' && c <= '\r') : c == 0xFEFF || c == 0xA0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c >= 128 && (Character.isLetter(c) || Character.isSurrogate(c)));
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c) || c == '$';
  }
}
