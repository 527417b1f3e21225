package io.thalweg.jdbc.flight;

import java.util.Locale;
import java.util.Set;

/// Whether a statement yields rows, from its first word: Flight SQL has one call for queries and
/// another for updates, and asking the server first would cost a round trip.
final class StatementKind {
  private static final Set<String> QUERIES =
      Set.of(
          "SELECT",
          "WITH",
          "VALUES",
          "FROM",
          "TABLE",
          "SHOW",
          "EXPLAIN",
          "DESCRIBE",
          "DESC",
          "SUMMARIZE");

  private StatementKind() {}

  static boolean yieldsRows(String sql) {
    int at = skipBlank(sql);
    int end = at;
    while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
      end++;
    }
    return QUERIES.contains(sql.substring(at, end).toUpperCase(Locale.ROOT));
  }

  /// The index behind leading spaces, comments and parentheses.
  private static int skipBlank(String sql) {
    int at = 0;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (Character.isWhitespace(c) || c == '(' || c == ';') {
        at++;
      } else if (sql.startsWith("--", at)) {
        int newline = sql.indexOf('\n', at);
        at = newline < 0 ? sql.length() : newline + 1;
      } else if (sql.startsWith("/*", at)) {
        int close = sql.indexOf("*/", at + 2);
        at = close < 0 ? sql.length() : close + 2;
      } else {
        return at;
      }
    }
    return at;
  }
}
