package io.thalweg.planner.convert;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.plan.JoinType;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.validate.operator.FormFunction;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexCall;

/// Joins.
final class JoinConverter {
  private final RelConverter rels;

  JoinConverter(RelConverter rels) {
    this.rels = rels;
  }

  Converted convert(Join join, Correlations correlations) {
    Converted left = rels.convert(join.getLeft(), correlations);
    Correlations inner = correlations;
    for (CorrelationId id : join.getVariablesSet()) {
      inner = inner.get(id.getName()) == null ? inner.with(id.getName(), left.columns()) : inner;
    }
    Converted right = rels.convert(join.getRight(), inner);
    JoinType type = RelConverter.type(join.getJoinType());
    List<Column> both = new ArrayList<>(left.columns());
    both.addAll(right.columns());
    if (type == JoinType.INNER && !isTemporal(join)) {
      LogicalJoin cross = new LogicalJoin(left.node(), right.node(), type, List.of());
      Host host = new Host(rels, cross, both, correlations);
      FilterConverter.apply(join.getCondition(), host, "ON");
      return Converted.of(host.node(), both);
    }
    RexConverter expressions =
        new RexConverter(
            rels.typing(),
            both,
            correlations,
            subquery -> {
              throw new ThalwegException(
                  ErrorCode.FEATURE_NOT_SUPPORTED,
                  "a subquery in ON of an outer join is not supported; put it into FROM");
            },
            over -> {
              throw new IllegalStateException(over.toString());
            });
    Expression condition = expressions.condition(join.getCondition(), "ON");
    LogicalJoin node =
        new LogicalJoin(left.node(), right.node(), type, Expressions.conjuncts(condition));
    return Converted.of(node, columns(node, left, right));
  }

  /// Its condition is no filter over pairs: it says which of the pairs there is.
  private static boolean isTemporal(Join join) {
    return RelOptUtil.conjunctions(join.getCondition()).stream()
        .anyMatch(
            conjunct ->
                conjunct instanceof RexCall call
                    && call.getOperator() instanceof FormFunction form
                    && form.isAsOf());
  }

  /// The columns a join yields, in Calcite's order.
  static List<Column> columns(LogicalJoin join, Converted left, Converted right) {
    List<Column> columns = new ArrayList<>();
    for (Column column : left.columns()) {
      columns.add(join.type().keepsRight() ? column.asNullable() : column);
    }
    if (!join.type().yieldsLeftOnly()) {
      for (Column column : right.columns()) {
        columns.add(join.type().keepsLeft() ? column.asNullable() : column);
      }
    }
    return columns;
  }
}
