package io.thalweg.planner.convert;

import io.thalweg.core.expr.Cast;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.expr.Parameter;
import io.thalweg.planner.logical.Assignment;
import io.thalweg.planner.logical.LogicalAggregate;
import io.thalweg.planner.logical.LogicalFilter;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.logical.LogicalLimit;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.LogicalProject;
import io.thalweg.planner.logical.LogicalScan;
import io.thalweg.planner.logical.LogicalSort;
import io.thalweg.planner.logical.LogicalUnion;
import io.thalweg.planner.logical.LogicalUnnest;
import io.thalweg.planner.logical.LogicalValues;
import io.thalweg.planner.logical.LogicalWindow;
import io.thalweg.planner.logical.Nodes;
import java.util.List;
import java.util.Map;

/// Puts constants in the places of a tree that was converted without knowing them. The result is
/// the tree that the query with these constants in its text converts to. Stateless.
///
/// @param values by the index of the parameter that stands for them
public record LiteralValues(Map<Integer, Literal> values) {

  public LogicalQuery in(LogicalQuery query) {
    return query.withNode(Nodes.bottomUp(query.node(), this::inNode));
  }

  private LogicalNode inNode(LogicalNode node) {
    return switch (node) {
      case LogicalFilter filter -> new LogicalFilter(filter.input(), all(filter.conjuncts()));
      case LogicalProject project ->
          new LogicalProject(
              project.input(),
              project.assignments().stream()
                  .map(a -> a.isPass() ? a : new Assignment(a.column(), in(a.expression())))
                  .toList());
      case LogicalJoin join ->
          new LogicalJoin(join.left(), join.right(), join.type(), all(join.on()));
      case LogicalValues rows ->
          new LogicalValues(rows.columns(), rows.rows().stream().map(this::all).toList());
      case LogicalScan scan -> scan.withFilters(all(scan.filters()));
      case LogicalAggregate _,
          LogicalSort _,
          LogicalLimit _,
          LogicalUnion _,
          LogicalWindow _,
          LogicalUnnest _ ->
          node;
    };
  }

  private List<Expression> all(List<Expression> expressions) {
    return expressions.stream().map(this::in).toList();
  }

  private Expression in(Expression expression) {
    return switch (expression) {
      case Parameter(int index, var type) -> {
        Literal value = values.get(index);
        yield value == null ? expression : Typing.cast(value, type);
      }
      case Cast cast when !cast.safe() && cast.input() instanceof Parameter ->
          Typing.cast(in(cast.input()), cast.type());
      default ->
          expression.children().isEmpty()
              ? expression
              : expression.withChildren(all(expression.children()));
    };
  }
}
