package io.thalweg.planner.physical;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.plan.TemporalJoin.Nearest;
import io.thalweg.core.type.Layout;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.logical.LogicalNode;
import java.util.BitSet;

/// Tells the times of a temporal join's sides apart.
final class AsOfSides {
  private AsOfSides() {}

  /// The condition with the left side's time first.
  ///
  /// @throws ThalwegException INVALID_STATEMENT when a time is not of one side, TYPE_MISMATCH when
  ///   it is no whole number, DATE or TIMESTAMP
  static Call leftFirst(Call asOf, LogicalJoin join) {
    Expression first = asOf.children().get(0);
    Expression second = asOf.children().get(1);
    Layout layout = first.type().layout();
    if (layout != Layout.INT && layout != Layout.LONG) {
      throw new ThalwegException(
          ErrorCode.TYPE_MISMATCH,
          "the times of a join as of a time are whole numbers, DATE or TIMESTAMP, not "
              + first.type().sql());
    }
    if (isOf(first, join.left()) && isOf(second, join.right())) {
      return asOf;
    }
    if (isOf(first, join.right()) && isOf(second, join.left())) {
      return (Call) LogicalJoin.asOf(turned(LogicalJoin.nearest(asOf)), second, first);
    }
    throw new ThalwegException(
        ErrorCode.INVALID_STATEMENT,
        "a join as of a time compares a time of its left side with one of its right side");
  }

  private static boolean isOf(Expression time, LogicalNode side) {
    BitSet read = Expressions.columns(time);
    read.andNot(Column.ids(side.columns()));
    return read.isEmpty();
  }

  private static Nearest turned(Nearest nearest) {
    return switch (nearest) {
      case AT_OR_BEFORE -> Nearest.AT_OR_AFTER;
      case BEFORE -> Nearest.AFTER;
      case AT_OR_AFTER -> Nearest.AT_OR_BEFORE;
      case AFTER -> Nearest.BEFORE;
    };
  }
}
