package io.thalweg.planner.validate;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.TextPosition;
import io.thalweg.core.error.ThalwegException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;

/// Calcite's messages in our words and with our codes.
final class CalciteErrors {
  private static final Pattern COLUMN =
      Pattern.compile("Column '(.*?)' not found in any table.*");
  private static final Pattern COLUMN_IN =
      Pattern.compile("Column '(.*?)' not found in table '(.*?)'.*");
  private static final Pattern TABLE = Pattern.compile("Table '(.*?)' not found.*");
  private static final Pattern AMBIGUOUS = Pattern.compile("Column '(.*?)' is ambiguous.*");
  private static final Pattern NOT_GROUPED =
      Pattern.compile("Expression '(.*?)' is not being grouped.*", Pattern.DOTALL);

  private CalciteErrors() {}

  static ThalwegException translate(CalciteContextException e) {
    Throwable cause = e.getCause();
    if (cause instanceof ThalwegException coded) {
      return coded;
    }
    String text = String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    TextPosition position =
        e.getPosLine() < 1 || e.getPosColumn() < 1
            ? null
            : new TextPosition(e.getPosLine(), e.getPosColumn());
    ErrorCode code = ErrorCode.INVALID_STATEMENT;
    String message = text;
    Matcher matcher;
    if ((matcher = COLUMN.matcher(text)).matches()) {
      code = ErrorCode.UNKNOWN_COLUMN;
      message = "column " + matcher.group(1) + " does not exist";
    } else if ((matcher = COLUMN_IN.matcher(text)).matches()) {
      code = ErrorCode.UNKNOWN_COLUMN;
      message = "column " + matcher.group(1) + " does not exist in " + matcher.group(2);
    } else if ((matcher = TABLE.matcher(text)).matches()) {
      code = ErrorCode.UNKNOWN_TABLE;
      message = "there is no table or alias " + matcher.group(1) + " in FROM";
    } else if ((matcher = AMBIGUOUS.matcher(text)).matches()) {
      code = ErrorCode.AMBIGUOUS_NAME;
      message = "column " + matcher.group(1) + " is ambiguous; qualify it with its table's name";
    } else if ((matcher = NOT_GROUPED.matcher(text)).matches()) {
      code = ErrorCode.GROUPING_ERROR;
      message =
          matcher.group(1) + " has to stand in GROUP BY or in an aggregate function";
    }
    return new ThalwegException(code, message, position, e);
  }
}
