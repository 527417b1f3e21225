package io.thalweg.sql.parser;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.TextPosition;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.sql.parser.internal.ThalwegSqlParserImpl;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlMerge;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUpdate;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/// SQL text to [Statement]s. Stateless; any number of threads may call it.
///
/// Whatever the text is, the only exception is a [ThalwegException]: SYNTAX_ERROR with a position,
/// or STATEMENT_TOO_COMPLEX when the text is beyond [ParserLimits].
public final class StatementParser {
  private StatementParser() {}

  /// Parses exactly one statement; a `;` may end it.
  public static Statement parse(String sql) {
    return parse(sql, ParserLimits.DEFAULT);
  }

  public static Statement parse(String sql, ParserLimits limits) {
    List<Statement> statements = parseScript(sql, limits);
    if (statements.size() != 1) {
      throw new ThalwegException(
          ErrorCode.SYNTAX_ERROR,
          statements.isEmpty()
              ? "the statement is empty; write a query such as SELECT 1"
              : "more than one statement where one is expected; send them one by one");
    }
    return statements.get(0);
  }

  /// Parses statements separated by `;`. Empty ones are left out.
  public static List<Statement> parseScript(String sql) {
    return parseScript(sql, ParserLimits.DEFAULT);
  }

  public static List<Statement> parseScript(String sql, ParserLimits limits) {
    SqlParser.Config config =
        SqlParser.config()
            .withParserFactory(ThalwegSqlParserImpl.FACTORY)
            .withLex(org.apache.calcite.config.Lex.JAVA)
            .withQuoting(org.apache.calcite.avatica.util.Quoting.DOUBLE_QUOTE)
            .withConformance(SqlConformanceEnum.LENIENT);
    List<Statement> statements = new ArrayList<>();
    try {
      for (SqlNode node : SqlParser.create(sql, config).parseStmtList()) {
        statements.add(statement(node));
      }
    } catch (SqlParseException e) {
      throw new ThalwegException(
          ErrorCode.SYNTAX_ERROR,
          String.valueOf(e.getMessage()),
          new TextPosition(
              Math.max(1, e.getPos().getLineNum()), Math.max(1, e.getPos().getColumnNum())),
          null);
    }
    return statements;
  }

  private static Statement statement(SqlNode node) {
    return switch (node) {
      case SqlInsert insert -> new Statement.Insert(insert);
      case SqlUpdate update -> new Statement.Update(update);
      case SqlDelete delete -> new Statement.Delete(delete);
      case SqlMerge merge -> new Statement.Merge(merge);
      default -> new Statement.Query(node, false, Statement.Emit.CHANGES);
    };
  }
}
