package io.thalweg.sql.parser.internal;

import io.thalweg.sql.parser.Dialect;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// A window's frame as the grammar read it.
///
/// @param lower null without a frame
/// @param upper null when the frame ends at the current row
record WindowFrame(
    Unit unit, @Nullable SqlNode lower, @Nullable SqlNode upper, SqlLiteral exclude) {

  /// What the offsets of a frame count.
  enum Unit {
    ROWS,
    RANGE,
    GROUPS
  }

  /// The window as Calcite's node; GROUPS frames as [Dialect] says.
  SqlWindow window(
      @Nullable SqlIdentifier base, SqlNodeList partition, SqlNodeList order, SqlParserPos pos) {
    boolean groups = unit == Unit.GROUPS && (isOffset(lower) || isOffset(upper));
    return SqlWindow.create(
        null,
        base,
        partition,
        order,
        SqlLiteral.createBoolean(unit == Unit.ROWS || groups, pos),
        groups ? inGroups(lower) : lower,
        groups ? inGroups(upper) : upper,
        null,
        exclude,
        pos);
  }

  private static boolean isOffset(@Nullable SqlNode bound) {
    return bound != null
        && switch (bound.getKind()) {
          case PRECEDING, FOLLOWING -> true;
          default -> false;
        };
  }

  private static @Nullable SqlNode inGroups(@Nullable SqlNode bound) {
    if (bound == null || !isOffset(bound)) {
      return bound;
    }
    SqlCall call = (SqlCall) bound;
    SqlParserPos pos = bound.getParserPosition();
    SqlNode offset = Dialect.GROUPS_OFFSET.createCall(pos, (SqlNode) call.operand(0));
    return call.getOperator().createCall(pos, offset);
  }
}
