package io.thalweg.sql.parser;

import org.apache.calcite.sql.SqlNode;

/// What the tests of this package share.
final class ParserTests {
  private ParserTests() {}

  /// A node on one line, without the quotes that Calcite puts around names.
  static String text(SqlNode node) {
    return node.toString().replaceAll("\\s+", " ").replace("`", "");
  }

  /// The query that `sql` is.
  static String query(String sql) {
    return text(((Statement.Query) StatementParser.parse(sql)).query());
  }

  static <T extends Statement> T parse(Class<T> type, String sql) {
    return type.cast(StatementParser.parse(sql));
  }
}
