package io.thalweg.planner.validate.syntax;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.TextPosition;
import io.thalweg.core.error.ThalwegException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// Where syntax nodes stand in the text.
public final class Positions {
  private Positions() {}

  /// The node's start; null when it comes from no text.
  public static @Nullable TextPosition of(SqlNode node) {
    return of(node.getParserPosition());
  }

  static @Nullable TextPosition of(SqlParserPos at) {
    return at.getLineNum() < 1 || at.getColumnNum() < 1
        ? null
        : new TextPosition(at.getLineNum(), at.getColumnNum());
  }

  /// An error at `node`.
  public static ThalwegException error(ErrorCode code, SqlNode node, String message) {
    return new ThalwegException(code, message, of(node), null);
  }
}
