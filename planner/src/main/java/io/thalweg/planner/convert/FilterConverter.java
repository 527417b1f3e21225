package io.thalweg.planner.convert;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.logical.LogicalFilter;
import io.thalweg.planner.logical.LogicalJoin;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;

/// Filters. EXISTS, IN and quantified comparisons that stand alone become semi and anti joins.
final class FilterConverter {
  private final RelConverter rels;

  FilterConverter(RelConverter rels) {
    this.rels = rels;
  }

  Converted convert(Filter filter, Correlations correlations) {
    Converted input = rels.convert(filter.getInput(), correlations);
    Host host = new Host(rels, input.node(), input.columns(), correlations);
    apply(filter.getCondition(), host, "WHERE");
    return input.withNode(host.node());
  }

  /// Filters what `host` holds.
  static void apply(RexNode condition, Host host, String clause) {
    List<RexSubQuery> semi = new ArrayList<>();
    List<RexSubQuery> anti = new ArrayList<>();
    List<RexNode> others = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
      if (conjunct instanceof RexSubQuery subquery && isTest(subquery)) {
        semi.add(subquery);
      } else if (conjunct.getKind() == SqlKind.NOT
          && ((RexCall) conjunct).getOperands().getFirst() instanceof RexSubQuery subquery
          && isTest(subquery)) {
        anti.add(subquery);
      } else {
        others.add(conjunct);
      }
    }
    RexConverter expressions = host.expressions();
    List<Expression> conjuncts = new ArrayList<>();
    for (RexNode other : others) {
      conjuncts.addAll(Expressions.conjuncts(expressions.condition(other, clause)));
    }
    host.replace(LogicalFilter.of(host.node(), conjuncts));
    semi.forEach(subquery -> semi(subquery, host));
    anti.forEach(subquery -> anti(subquery, host));
  }

  private static boolean isTest(RexSubQuery subquery) {
    return switch (subquery.getKind()) {
      case EXISTS, IN, SOME -> true;
      default -> false;
    };
  }

  private static SqlKind comparison(RexSubQuery subquery) {
    return subquery.getOperator() instanceof SqlQuantifyOperator quantifier
        ? quantifier.comparisonKind
        : SqlKind.EQUALS;
  }

  private static void semi(RexSubQuery subquery, Host host) {
    Converted query = host.query(subquery.rel);
    List<Expression> on =
        subquery.getKind() == SqlKind.EXISTS
            ? List.of()
            : Expressions.conjuncts(host.test(subquery.getOperands(), comparison(subquery), query));
    host.replace(new LogicalJoin(host.node(), query.node(), JoinType.SEMI, on));
  }

  private static void anti(RexSubQuery subquery, Host host) {
    Converted query = host.query(subquery.rel);
    if (subquery.getKind() == SqlKind.EXISTS) {
      host.replace(new LogicalJoin(host.node(), query.node(), JoinType.ANTI, List.of()));
      return;
    }
    SqlKind comparison = comparison(subquery);
    Expression test = host.test(subquery.getOperands(), comparison, query);
    if (comparison == SqlKind.EQUALS && subquery.getOperands().size() == 1) {
      host.replace(
          new LogicalJoin(host.node(), query.node(), JoinType.NULL_AWARE_ANTI, List.of(test)));
      return;
    }
    Expression maybe = new Call("is_not_false", List.of(test), SimpleType.BOOLEAN);
    host.replace(new LogicalJoin(host.node(), query.node(), JoinType.ANTI, List.of(maybe)));
  }
}
