package io.thalweg.sql.parser;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.sql.parser.internal.StatementReader;
import java.util.List;

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
    return StatementReader.read(sql, limits);
  }
}
