package io.thalweg.planner.command;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Cuts the text of a part of a statement out of the statement's text.
final class SqlExcerpt {
  private SqlExcerpt() {}

  /// The text behind and including the first character of `node`, without a closing `;`.
  static String from(String sql, SqlNode node) {
    SqlParserPos position = node.getParserPosition();
    int start = offset(sql, position.getLineNum(), position.getColumnNum());
    // A parenthesis before the query is not part of its position.
    int open = start;
    while (open > 0 && (Character.isWhitespace(sql.charAt(open - 1)) || sql.charAt(open - 1) == '(')) {
      open--;
    }
    String text = sql.substring(open).strip();
    return text.endsWith(";") ? text.substring(0, text.length() - 1).strip() : text;
  }

  private static int offset(String sql, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = sql.indexOf('\n', start) + 1;
    }
    return Math.min(sql.length(), start + column - 1);
  }
}
