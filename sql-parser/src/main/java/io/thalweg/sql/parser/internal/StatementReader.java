package io.thalweg.sql.parser.internal;

import io.thalweg.core.error.ThalwegException;
import io.thalweg.sql.parser.ParserLimits;
import io.thalweg.sql.parser.Statement;
import io.thalweg.sql.parser.lexer.Lexer;
import io.thalweg.sql.parser.lexer.SqlToken;
import io.thalweg.sql.parser.lexer.TokenType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/// Drives the generated parser: text to tokens, limits, one statement after the other, errors.
public final class StatementReader {
  private static final int LONGEST_NAME = 1_000;

  private StatementReader() {}

  /// The statements of `sql`; empty ones are left out.
  ///
  /// @throws ThalwegException SYNTAX_ERROR or STATEMENT_TOO_COMPLEX
  public static List<Statement> read(String sql, ParserLimits limits) {
    SizeCheck.text(sql, limits);
    ScriptText text = new ScriptText(sql);
    List<SqlToken> tokens = Lexer.tokens(sql);
    tokens.removeIf(token -> token.type() == TokenType.COMMENT);
    SizeCheck.tokens(text, tokens, limits);
    List<Statement> statements = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= tokens.size(); i++) {
      if (i == tokens.size() || tokens.get(i).is(sql, ';')) {
        if (i > start) {
          statements.add(statement(text, tokens.subList(start, i)));
        }
        start = i + 1;
      }
    }
    return statements;
  }

  private static Statement statement(ScriptText text, List<SqlToken> tokens) {
    try {
      ThalwegSqlParserImpl parser = new ThalwegSqlParserImpl(new TokenSource(text, tokens));
      parser.setQuotedCasing(Casing.UNCHANGED);
      parser.setUnquotedCasing(Casing.UNCHANGED);
      parser.setIdentifierMaxLength(LONGEST_NAME);
      parser.setConformance(SqlConformanceEnum.LENIENT);
      return parser.WholeStatement();
    } catch (ParseException e) {
      throw SyntaxErrors.of(e);
    } catch (CalciteContextException e) {
      throw SyntaxErrors.of(e);
    } catch (StackOverflowError e) {
      throw SizeCheck.tooDeep(e);
    }
  }
}
