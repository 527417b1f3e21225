package io.thalweg.cli.run;

import io.thalweg.sql.parser.lexer.Lexer;
import io.thalweg.sql.parser.lexer.SqlToken;
import io.thalweg.sql.parser.lexer.TokenType;

/// Tells from a statement's text whether its rows come until somebody cancels.
final class ContinuousText {
  private ContinuousText() {}

  /// Whether the text is a query that says SELECT STREAM outside of parentheses.
  static boolean isContinuous(String sql) {
    int depth = 0;
    boolean query = false;
    String before = "";
    for (SqlToken token : Lexer.tokens(sql)) {
      if (token.type() == TokenType.COMMENT) {
        continue;
      }
      String text = token.text(sql);
      if (before.isEmpty()) {
        query = text.equalsIgnoreCase("SELECT") || text.equalsIgnoreCase("WITH");
      }
      depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
      if (depth == 0 && before.equalsIgnoreCase("SELECT") && text.equalsIgnoreCase("STREAM")) {
        return query;
      }
      before = text;
    }
    return false;
  }
}
