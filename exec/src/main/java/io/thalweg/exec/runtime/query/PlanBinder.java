package io.thalweg.exec.runtime.query;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Consolidate;
import io.thalweg.core.plan.Exchange;
import io.thalweg.core.plan.ExchangeSource;
import io.thalweg.core.plan.Filter;
import io.thalweg.core.plan.HashJoin;
import io.thalweg.core.plan.Limit;
import io.thalweg.core.plan.Modify;
import io.thalweg.core.plan.NestedLoopJoin;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Project;
import io.thalweg.core.plan.Scan;
import io.thalweg.core.plan.Sort;
import io.thalweg.core.plan.TemporalJoin;
import io.thalweg.core.plan.TopN;
import io.thalweg.core.plan.UnionAll;
import io.thalweg.core.plan.Unnest;
import io.thalweg.core.plan.Values;
import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WriteFile;
import java.util.List;

/// Replaces the parameters in a plan by their values, so that nothing below knows of them.
final class PlanBinder {
  private final List<Literal> values;

  PlanBinder(List<Literal> values) {
    this.values = List.copyOf(values);
  }

  /// @throws ThalwegException PARAMETER_MISMATCH when number or types are not those of the plan
  void check(PhysicalPlan plan) {
    if (plan.parameters().size() != values.size()) {
      throw new ThalwegException(
          ErrorCode.PARAMETER_MISMATCH,
          "the statement has "
              + plan.parameters().size()
              + " parameters, but "
              + values.size()
              + " values were bound");
    }
    for (int i = 0; i < values.size(); i++) {
      if (!values.get(i).type().equals(plan.parameters().get(i))) {
        throw new ThalwegException(
            ErrorCode.PARAMETER_MISMATCH,
            "parameter "
                + (i + 1)
                + " is "
                + plan.parameters().get(i).sql()
                + ", but the value bound is "
                + values.get(i).type().sql());
      }
    }
  }

  /// The same tree with every expression bound.
  PlanNode bind(PlanNode node) {
    if (values.isEmpty()) {
      return node;
    }
    List<PlanNode> inputs = node.inputs().stream().map(this::bind).toList();
    return bindOwn(inputs.isEmpty() ? node : node.withInputs(inputs));
  }

  private PlanNode bindOwn(PlanNode node) {
    return switch (node) {
      case Filter filter -> new Filter(filter.id(), filter.input(), bind(filter.predicate()));
      case Project project ->
          new Project(project.id(), project.input(), bind(project.expressions()), project.schema());
      case Scan scan ->
          new Scan(
              scan.id(),
              scan.table(),
              scan.columns(),
              bind(scan.filters()),
              scan.limit(),
              scan.runtimeFilters(),
              scan.schema());
      case HashJoin join ->
          new HashJoin(
              join.id(),
              join.left(),
              join.right(),
              join.type(),
              join.leftKeys(),
              join.rightKeys(),
              join.nullSafe(),
              join.residual().map(this::bind),
              join.runtimeFilters(),
              join.schema());
      case NestedLoopJoin join ->
          new NestedLoopJoin(
              join.id(),
              join.left(),
              join.right(),
              join.type(),
              bind(join.condition()),
              join.schema());
      case TemporalJoin join -> join.withResidual(join.residual().map(this::bind));
      case Values rows ->
          new Values(rows.id(), rows.rows().stream().map(this::bind).toList(), rows.schema());
      case Aggregate _,
          Sort _,
          TopN _,
          Limit _,
          UnionAll _,
          Consolidate _,
          Window _,
          Unnest _,
          Modify _,
          WriteFile _,
          Exchange _,
          ExchangeSource _ ->
          node;
    };
  }

  private Expression bind(Expression expression) {
    return Expressions.bind(expression, values);
  }

  private List<Expression> bind(List<Expression> expressions) {
    return expressions.stream().map(this::bind).toList();
  }
}
