package io.thalweg.planner.command;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Cuts the text of a part of a statement out of the statement's text.
final class SqlExcerpt {
  private SqlExcerpt() {}

  /// The text from the first character of `query` to the end, without a closing `;`.
  ///
  /// @param query the last part of the statement
  static String from(String sql, SqlNode query) {
    int start = start(sql, query);
    // A parenthesis before the query is not part of its position.
    while (start > 0 && isOpening(sql.charAt(start - 1))) {
      start--;
    }
    String text = sql.substring(start).strip();
    return text.endsWith(";") ? text.substring(0, text.length() - 1).strip() : text;
  }

  private static boolean isOpening(char before) {
    return before == '(' || Character.isWhitespace(before);
  }

  /// The smallest offset of any node: the position of an operator with a left operand, such as
  /// UNION or ORDER BY, need not cover that operand.
  private static int start(String sql, SqlNode node) {
    SqlParserPos position = node.getParserPosition();
    int start =
        position.getLineNum() < 1
            ? sql.length()
            : offset(sql, position.getLineNum(), position.getColumnNum());
    Iterable<? extends SqlNode> parts =
        switch (node) {
          case SqlCall call -> call.getOperandList();
          case SqlNodeList list -> list;
          default -> java.util.List.of();
        };
    for (SqlNode part : parts) {
      if (part != null) {
        start = Math.min(start, start(sql, part));
      }
    }
    return start;
  }

  private static int offset(String sql, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = sql.indexOf('\n', start) + 1;
    }
    return Math.min(sql.length(), start + column - 1);
  }
}
