package io.thalweg.sql.parser.internal;

import io.thalweg.sql.parser.Dialect;
import io.thalweg.sql.parser.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/// Queries as parts of statements.
final class Queries {
  private Queries() {}

  /// @param emit null when nothing is said
  /// @param last the statement's last token
  static Statement.Query statement(SqlNode query, Statement.@Nullable Emit emit, Token last) {
    boolean streaming = Dialect.isStreaming(query);
    return new Statement.Query(
        checked(query, last), streaming, emit == null ? Statement.Emit.CHANGES : emit);
  }

  /// @param emit the word EMIT behind the query
  static void checkStreaming(SqlNode query, Token emit) {
    if (!Dialect.isStreaming(query)) {
      throw SyntaxErrors.at(emit, "EMIT belongs behind a continuous query: SELECT STREAM …");
    }
  }

  /// `query`, unless it is an expression.
  static SqlNode checked(SqlNode query, Token last) {
    if (!isQuery(query)) {
      throw SyntaxErrors.at(query.getParserPosition(), SyntaxErrors.NO_QUERY);
    }
    return query;
  }

  private static boolean isQuery(SqlNode node) {
    return node.isA(SqlKind.QUERY) || node.getKind() == SqlKind.ORDER_BY;
  }

  /// @param earlier what the same clause said before, null when this is the first
  static void once(@Nullable SqlNode earlier, Token clause) {
    if (earlier != null) {
      throw SyntaxErrors.at(clause, "a query has one LIMIT or FETCH at most");
    }
  }

  static SqlNode all(SqlNode table) {
    return select(SqlNodeList.EMPTY, table);
  }

  /// @param columns empty for all
  static SqlNode select(SqlNodeList columns, SqlNode table) {
    List<SqlNode> items = new ArrayList<>(columns.getList());
    if (items.isEmpty()) {
      items.add(SqlIdentifier.star(table.getParserPosition()));
    }
    return new SqlSelect(
        table.getParserPosition(),
        null,
        new SqlNodeList(items, table.getParserPosition()),
        table,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        SqlNodeList.EMPTY);
  }
}
