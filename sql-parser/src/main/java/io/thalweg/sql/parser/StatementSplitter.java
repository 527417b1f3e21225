package io.thalweg.sql.parser;

import io.thalweg.sql.parser.lexer.Lexer;
import io.thalweg.sql.parser.lexer.SqlToken;
import io.thalweg.sql.parser.lexer.TokenType;
import java.util.ArrayList;
import java.util.List;

/// Cuts a script at the semicolons that are not inside a string, a quoted name or a comment.
public final class StatementSplitter {
  private StatementSplitter() {}

  /// One statement's place in a script.
  ///
  /// @param start of its first token, comments not counted
  /// @param end behind its last token, without the semicolon
  /// @param terminated whether a semicolon follows
  public record Piece(int start, int end, boolean terminated) {
    public String text(String script) {
      return script.substring(start, end);
    }
  }

  /// The statements of `script` in order; empty ones are left out.
  public static List<Piece> split(String script) {
    List<Piece> pieces = new ArrayList<>();
    int start = -1;
    int end = -1;
    for (SqlToken token : Lexer.tokens(script)) {
      if (token.is(script, ';')) {
        if (start >= 0) {
          pieces.add(new Piece(start, end, true));
        }
        start = -1;
      } else if (token.type() != TokenType.COMMENT) {
        start = start < 0 ? token.start() : start;
        end = token.end();
      }
    }
    if (start >= 0) {
      pieces.add(new Piece(start, end, false));
    }
    return pieces;
  }

  /// Whether a shell may run `text` as it stands: its last statement ends with a semicolon, or
  /// there is none. False inside a string, a quoted name or a comment.
  public static boolean isComplete(String text) {
    boolean complete = true;
    for (SqlToken token : Lexer.tokens(text)) {
      switch (token.type()) {
        case COMMENT -> {}
        case UNTERMINATED_STRING, UNTERMINATED_IDENTIFIER, UNTERMINATED_COMMENT -> {
          return false;
        }
        default -> complete = token.is(text, ';');
      }
    }
    return complete;
  }
}
