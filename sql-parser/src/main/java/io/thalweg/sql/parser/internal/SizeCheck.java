package io.thalweg.sql.parser.internal;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.sql.parser.ParserLimits;
import io.thalweg.sql.parser.lexer.SqlToken;
import io.thalweg.sql.parser.lexer.TokenType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Refuses texts that would cost the parser too much, before it starts.
final class SizeCheck {
  private static final int CASE_LENGTH = 4;
  private static final int END_LENGTH = 3;

  private SizeCheck() {}

  static void text(String sql, ParserLimits limits) {
    if (sql.length() > limits.bytes()) {
      throw tooMuch(
          "the text has " + sql.length() + " characters; the limit is " + limits.bytes(),
          null,
          null);
    }
  }

  /// @param tokens without comments
  static void tokens(ScriptText text, List<SqlToken> tokens, ParserLimits limits) {
    if (tokens.size() > limits.tokens()) {
      throw tooMuch(
          "the text has " + tokens.size() + " words and symbols; the limit is " + limits.tokens(),
          null,
          null);
    }
    String sql = text.sql();
    int depth = 0;
    int prefixes = 0;
    for (SqlToken token : tokens) {
      int step = step(sql, token);
      depth = Math.max(0, depth + step);
      prefixes = isPrefix(sql, token) ? prefixes + 1 : step > 0 ? prefixes : 0;
      if (depth + prefixes > limits.depth()) {
        throw tooMuch(
            "the statement nests deeper than "
                + limits.depth()
                + " levels; split it, for example with WITH",
            text,
            token);
      }
    }
  }

  private static int step(String sql, SqlToken token) {
    if (token.type() == TokenType.SYMBOL) {
      return switch (sql.charAt(token.start())) {
        case '(', '[', '{' -> 1;
        case ')', ']', '}' -> -1;
        default -> 0;
      };
    }
    if (token.type() != TokenType.WORD) {
      return 0;
    }
    if (isWord(sql, token, "CASE", CASE_LENGTH)) {
      return 1;
    }
    return isWord(sql, token, "END", END_LENGTH) ? -1 : 0;
  }

  /// `- - -1` and `NOT NOT NOT x` make trees as deep as they are long.
  private static boolean isPrefix(String sql, SqlToken token) {
    return token.is(sql, '-')
        || token.is(sql, '+')
        || token.is(sql, '~')
        || isWord(sql, token, "NOT", END_LENGTH);
  }

  private static boolean isWord(String sql, SqlToken token, String word, int length) {
    return token.type() == TokenType.WORD
        && token.end() - token.start() == length
        && sql.regionMatches(true, token.start(), word, 0, length);
  }

  static ThalwegException tooDeep(StackOverflowError cause) {
    return new ThalwegException(
        ErrorCode.STATEMENT_TOO_COMPLEX,
        "the statement nests too deeply to be parsed; split it, for example with WITH",
        cause);
  }

  private static ThalwegException tooMuch(
      String message, @Nullable ScriptText text, @Nullable SqlToken token) {
    return new ThalwegException(
        ErrorCode.STATEMENT_TOO_COMPLEX,
        message,
        text == null || token == null ? null : text.position(token.start()),
        null);
  }
}
