package io.thalweg.planner.convert;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.WindowFrame;
import io.thalweg.core.plan.WindowFrame.Bound;
import io.thalweg.core.plan.WindowFrame.BoundKind;
import io.thalweg.core.plan.WindowFrame.Exclusion;
import io.thalweg.core.plan.WindowFrame.Unit;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.fold.Casts;
import io.thalweg.sql.parser.Dialect;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;

/// Frames of window functions.
final class WindowFrames {
  private WindowFrames() {}

  static WindowFrame of(RexWindow window, boolean unordered) {
    Unit unit = unit(window);
    Bound start = bound(window.getLowerBound(), unit);
    Bound end = bound(window.getUpperBound(), unit);
    Exclusion exclusion =
        switch (window.getExclude()) {
          case EXCLUDE_NO_OTHER -> Exclusion.NO_OTHERS;
          case EXCLUDE_CURRENT_ROW -> Exclusion.CURRENT_ROW;
          case EXCLUDE_GROUP -> Exclusion.GROUP;
          case EXCLUDE_TIES -> Exclusion.TIES;
        };
    if (unordered && unit == Unit.RANGE && start.kind() == BoundKind.UNBOUNDED_PRECEDING) {
      end = new Bound(BoundKind.UNBOUNDED_FOLLOWING, Optional.empty());
    }
    return new WindowFrame(unit, start, end, exclusion);
  }

  private static Unit unit(RexWindow window) {
    if (!window.isRows()) {
      return Unit.RANGE;
    }
    return isGroups(window.getLowerBound()) || isGroups(window.getUpperBound())
        ? Unit.GROUPS
        : Unit.ROWS;
  }

  private static boolean isGroups(RexWindowBound bound) {
    return bound.getOffset() instanceof RexCall call && call.getOperator() == Dialect.GROUPS_OFFSET;
  }

  private static Bound bound(RexWindowBound bound, Unit unit) {
    if (bound.isCurrentRow()) {
      return new Bound(BoundKind.CURRENT_ROW, Optional.empty());
    }
    if (bound.isUnbounded()) {
      return new Bound(
          bound.isPreceding() ? BoundKind.UNBOUNDED_PRECEDING : BoundKind.UNBOUNDED_FOLLOWING,
          Optional.empty());
    }
    return new Bound(
        bound.isPreceding() ? BoundKind.PRECEDING : BoundKind.FOLLOWING,
        Optional.of(offset(bound.getOffset(), unit)));
  }

  private static Literal offset(RexNode node, Unit unit) {
    RexNode plain =
        node instanceof RexCall call && call.getOperator() == Dialect.GROUPS_OFFSET
            ? call.getOperands().getFirst()
            : node;
    if (!(plain instanceof RexLiteral literal)
        || !(CalciteLiterals.of(literal).expression() instanceof Literal offset)) {
      throw new ThalwegException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "the offset of a window frame has to be a constant");
    }
    return unit == Unit.RANGE
        ? offset
        : Casts.fold(offset, SimpleType.BIGINT)
            .orElseThrow(
                () ->
                    new ThalwegException(
                        ErrorCode.TYPE_MISMATCH, "the offset of a ROWS frame is an integer"));
  }
}
