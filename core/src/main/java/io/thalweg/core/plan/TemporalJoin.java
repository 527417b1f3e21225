package io.thalweg.core.plan;

import io.thalweg.core.expr.Expression;
import io.thalweg.core.type.Layout;
import io.thalweg.core.type.Schema;
import java.util.List;
import java.util.Optional;

/// Joins each left row with at most one right row, the version that was valid at the left row's
/// time: `FOR SYSTEM_TIME AS OF` and `ASOF JOIN`.
///
/// Of the right rows with equal keys the nearest in time is taken; of several at that time the
/// greatest, column by column. The residual condition looks at the pair afterwards: a version that
/// fails it is not replaced by another one. NULL keys and NULL times match nothing.
///
/// In a continuous plan a left row changes with its versions, unless [NodeStream#emitOn] is given:
/// then it waits until the watermark has passed its time and leaves once.
///
/// @param type INNER or LEFT
/// @param leftKeys may be empty: all right rows are versions of one thing
/// @param leftTime a whole number, DATE or TIMESTAMP, of the same type as `rightTime`
public record TemporalJoin(
    int id,
    PlanNode left,
    PlanNode right,
    JoinType type,
    List<Integer> leftKeys,
    List<Integer> rightKeys,
    int leftTime,
    int rightTime,
    Nearest nearest,
    Optional<Expression> residual,
    Schema schema)
    implements PlanNode {

  /// Which versions come into question; the nearest of them is taken.
  public enum Nearest {
    /// `right <= left`
    AT_OR_BEFORE("<="),
    /// `right < left`
    BEFORE("<"),
    /// `right >= left`
    AT_OR_AFTER(">="),
    /// `right > left`
    AFTER(">");

    private final String sign;

    Nearest(String sign) {
      this.sign = sign;
    }
  }

  public TemporalJoin {
    leftKeys = List.copyOf(leftKeys);
    rightKeys = List.copyOf(rightKeys);
    Checks.columns(leftKeys, left.schema().size());
    Checks.columns(rightKeys, right.schema().size());
    Checks.columns(List.of(leftTime), left.schema().size());
    Checks.columns(List.of(rightTime), right.schema().size());
    Checks.that(leftKeys.size() == rightKeys.size(), "keys come in pairs");
    Checks.that(type == JoinType.INNER || type == JoinType.LEFT, "INNER or LEFT, not " + type);
    Layout layout = left.schema().type(leftTime).layout();
    Checks.that(layout == Layout.INT || layout == Layout.LONG, "times are whole numbers");
    Checks.that(layout == right.schema().type(rightTime).layout(), "times are of one type");
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(left, right);
  }

  @Override
  public PlanNode withInputs(List<PlanNode> newInputs) {
    return with(newInputs.get(0), newInputs.get(1), residual);
  }

  /// The same join with another residual condition.
  public TemporalJoin withResidual(Optional<Expression> newResidual) {
    return with(left, right, newResidual);
  }

  private TemporalJoin with(PlanNode newLeft, PlanNode newRight, Optional<Expression> newResidual) {
    return new TemporalJoin(
        id,
        newLeft,
        newRight,
        type,
        leftKeys,
        rightKeys,
        leftTime,
        rightTime,
        nearest,
        newResidual,
        schema);
  }

  @Override
  public String details() {
    int width = left.schema().size();
    StringBuilder text = new StringBuilder(type.name()).append(" on");
    for (int i = 0; i < leftKeys.size(); i++) {
      text.append(" $").append(leftKeys.get(i));
      text.append(" = $").append(width + rightKeys.get(i)).append(" AND");
    }
    text.append(" nearest $").append(width + rightTime);
    text.append(' ').append(nearest.sign).append(" $").append(leftTime);
    residual.ifPresent(condition -> text.append(" AND ").append(condition));
    return text.toString();
  }
}
