package io.thalweg.cli.run;

import io.thalweg.cli.render.TextStyle;
import io.thalweg.jdbc.ThalwegSqlException;
import io.thalweg.sql.parser.lexer.Lexer;
import io.thalweg.sql.parser.lexer.SqlToken;
import java.sql.SQLException;
import java.util.List;

/// An error as a person reads it: code, message, and the place in the statement.
///
/// ```
/// error: UNKNOWN_COLUMN: there is no column 'nme'; did you mean 'name'? (SQLSTATE 42703)
///   |
/// 2 | WHERE nme = 'x'
///   |       ^^^
/// ```
final class ErrorReport {
  private static final int CONTEXT = 60;

  private ErrorReport() {}

  /// @param sql the statement, whose lines and columns the error counts
  /// @param firstLine the line of the script that the statement starts on, from 1
  static String of(SQLException error, String sql, int firstLine, TextStyle style) {
    StringBuilder report = new StringBuilder();
    report.append(style.red("error: "));
    String code = error instanceof ThalwegSqlException coded ? coded.code() + ": " : "";
    report.append(style.bold(code + error.getMessage()));
    if (error.getSQLState() != null) {
      report.append(style.dim(" (SQLSTATE " + error.getSQLState() + ")"));
    }
    report.append('\n');
    if (error instanceof ThalwegSqlException coded && coded.line() > 0) {
      report.append(excerpt(sql, coded.line(), coded.column(), firstLine, style));
    }
    return report.toString();
  }

  /// The line of the statement with carets under the token that starts at the column.
  static String excerpt(String sql, int lineNumber, int column, int firstLine, TextStyle style) {
    List<String> lines = sql.lines().toList();
    if (lineNumber > lines.size()) {
      return "";
    }
    String line = lines.get(lineNumber - 1).replace('\t', ' ');
    int at = Math.clamp(column - 1, 0, line.length());
    int from = Math.max(0, at - CONTEXT);
    int to = Math.min(line.length(), at + CONTEXT);
    int carets = Math.clamp(tokenLength(line, at), 1, Math.max(1, to - at));
    String number = Integer.toString(firstLine + lineNumber - 1);
    String margin = style.cyan(" ".repeat(number.length()) + " |");
    return margin
        + "\n"
        + style.cyan(number + " |")
        + " "
        + line.substring(from, to)
        + "\n"
        + margin
        + " "
        + " ".repeat(at - from)
        + style.red("^".repeat(carets))
        + "\n";
  }

  private static int tokenLength(String line, int at) {
    SqlToken token = new Lexer(line.substring(at)).next();
    return token == null || token.start() > 0 ? 1 : token.end();
  }
}
