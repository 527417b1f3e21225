package io.thalweg.planner.logical;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.plan.TemporalJoin.Nearest;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.List;

/// Joins rows. Before correlations are removed, the right side may read columns of the left.
///
/// @param on conjuncts; none is a cross join. NULL_AWARE_ANTI has exactly one, an equality with the
///   left side's operand first
public record LogicalJoin(LogicalNode left, LogicalNode right, JoinType type, List<Expression> on)
    implements LogicalNode {
  private static final String AS_OF = "as_of_";

  /// The condition that makes a join temporal: of the right rows with equal keys, the one whose
  /// time (second operand) is the nearest to the left row's (first operand).
  public static Expression asOf(Nearest nearest, Expression time, Expression version) {
    return new Call(AS_OF + nearest.name(), List.of(time, version), SimpleType.BOOLEAN);
  }

  /// Which version that condition picks.
  public static Nearest nearest(Call asOf) {
    return Nearest.valueOf(asOf.function().substring(AS_OF.length()));
  }

  public LogicalJoin {
    on = List.copyOf(on);
  }

  /// Whether a left row meets one version of a right row: conditions on the right side cannot be
  /// tested before, nor the sides change places.
  public boolean isTemporal() {
    return on.stream().anyMatch(LogicalJoin::isAsOf);
  }

  public static boolean isAsOf(Expression conjunct) {
    return conjunct instanceof Call call && call.function().startsWith(AS_OF);
  }

  @Override
  public List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (Column column : type.yieldsRightOnly() ? List.<Column>of() : left.columns()) {
      columns.add(type.keepsRight() ? column.asNullable() : column);
    }
    if (!type.yieldsLeftOnly()) {
      for (Column column : right.columns()) {
        columns.add(type.keepsLeft() ? column.asNullable() : column);
      }
    }
    return columns;
  }

  @Override
  public List<LogicalNode> inputs() {
    return List.of(left, right);
  }

  @Override
  public LogicalNode withInputs(List<LogicalNode> newInputs) {
    return new LogicalJoin(newInputs.get(0), newInputs.get(1), type, on);
  }

  @Override
  public List<Expression> expressions() {
    return on;
  }
}
