package io.thalweg.planner.validate.syntax;

import io.thalweg.core.connector.WatermarkSpec;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.TimestampType;
import io.thalweg.sql.parser.TableElements;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/// `WATERMARK FOR ts AS ts - INTERVAL '4' SECOND`, or `AS ts` for rows in order.
public final class WatermarkClause {
  private WatermarkClause() {}

  /// @param columns of the table
  /// @throws ThalwegException for any other expression
  public static WatermarkSpec of(TableElements.Watermark clause, Schema columns) {
    int column = ordinal(columns, clause.column());
    if (!(columns.type(column) instanceof TimestampType type)
        || type.isNanos()
        || type.withTimeZone()) {
      throw Positions.error(
          ErrorCode.TYPE_MISMATCH,
          clause.column(),
          "the event time " + clause.column() + " has to be a TIMESTAMP(0) to TIMESTAMP(6)");
    }
    return new WatermarkSpec(column, delay(clause, clause.expression()));
  }

  private static long delay(TableElements.Watermark clause, SqlNode expression) {
    if (isColumn(clause, expression)) {
      return 0;
    }
    if (expression.getKind() == SqlKind.MINUS
        && expression instanceof SqlCall call
        && isColumn(clause, call.operand(0))
        && call.operand(1) instanceof SqlIntervalLiteral interval
        && IntervalLiterals.of(interval).value() instanceof Duration duration
        && !duration.isNegative()) {
      return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    }
    throw Positions.error(
        ErrorCode.INVALID_STATEMENT,
        expression,
        "a watermark is the event time less a fixed delay; write WATERMARK FOR "
            + clause.column()
            + " AS "
            + clause.column()
            + " - INTERVAL '5' SECOND");
  }

  private static boolean isColumn(TableElements.Watermark clause, SqlNode expression) {
    return expression instanceof SqlIdentifier name
        && name.isSimple()
        && name.getSimple().equalsIgnoreCase(clause.column().getSimple());
  }

  /// The ordinal of the column that a clause of CREATE TABLE names.
  public static int ordinal(Schema columns, SqlIdentifier column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.fields().get(i).name().equalsIgnoreCase(column.getSimple())) {
        return i;
      }
    }
    throw Positions.error(
        ErrorCode.UNKNOWN_COLUMN,
        column,
        "the table declares no column "
            + column
            + "; it has "
            + columns.fields().stream().map(field -> field.name()).toList());
  }
}
