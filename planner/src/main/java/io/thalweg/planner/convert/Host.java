package io.thalweg.planner.convert;

import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Case;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.expr.Not;
import io.thalweg.core.expr.Or;
import io.thalweg.core.function.FunctionCatalog;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.JoinType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.logical.Assignment;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalAggregate;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.logical.LogicalLimit;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.LogicalProject;
import io.thalweg.planner.logical.LogicalSort;
import io.thalweg.planner.logical.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;

/// An input that grows a column for each subquery that an expression over it contains. Used by one
/// thread.
///
/// Every subquery becomes a LEFT join with at most one row, so the input's rows stay what they are.
final class Host {
  private final RelConverter rels;
  private final Typing typing;
  private final List<Column> columns;
  private final Correlations correlations;
  private LogicalNode node;

  Host(RelConverter rels, LogicalNode node, List<Column> columns, Correlations correlations) {
    this.rels = rels;
    this.typing = rels.typing();
    this.node = node;
    this.columns = columns;
    this.correlations = correlations;
  }

  LogicalNode node() {
    return node;
  }

  void replace(LogicalNode newNode) {
    node = newNode;
  }

  /// Converts expressions over the input's row; their subqueries are added to it.
  RexConverter expressions() {
    return expressions(
        over -> {
          throw new IllegalStateException("window function outside of a projection: " + over);
        });
  }

  RexConverter expressions(java.util.function.Function<RexOver, Column> windows) {
    return new RexConverter(typing, columns, correlations, this::value, windows);
  }

  /// The subquery's tree, which may read this input's columns.
  Converted query(RelNode rel) {
    Correlations inner = correlations;
    for (CorrelationId id : RelOptUtil.getVariablesUsed(rel)) {
      if (inner.get(id.getName()) == null) {
        inner = inner.with(id.getName(), columns);
      }
    }
    return rels.convert(rel, inner);
  }

  private Typed value(RexSubQuery subquery) {
    return switch (subquery.getKind()) {
      case SCALAR_QUERY -> scalar(query(subquery.rel));
      case EXISTS -> exists(query(subquery.rel));
      case IN -> quantified(subquery, SqlKind.EQUALS);
      case SOME ->
          quantified(subquery, ((SqlQuantifyOperator) subquery.getOperator()).comparisonKind);
      default ->
          throw new io.thalweg.core.error.ThalwegException(
              io.thalweg.core.error.ErrorCode.FEATURE_NOT_SUPPORTED,
              subquery.getKind() + " (query) is not supported");
    };
  }

  private Typed scalar(Converted query) {
    Column column = query.columns().getFirst();
    LogicalNode right = query.node();
    if (!hasAtMostOneRow(right)) {
      Column single = rels.ids().copy(column).asNullable();
      right = aggregate(right, call("single_value", column, single));
      column = single;
    }
    join(right);
    return new Typed(column.asNullable().ref(), query.untyped().get(0));
  }

  private static boolean hasAtMostOneRow(LogicalNode node) {
    return switch (node) {
      case LogicalAggregate aggregate -> aggregate.isScalar();
      case LogicalProject project -> hasAtMostOneRow(project.input());
      case LogicalSort sort -> hasAtMostOneRow(sort.input());
      case LogicalLimit limit -> limit.limit() <= 1;
      case io.thalweg.planner.logical.LogicalFilter filter -> hasAtMostOneRow(filter.input());
      case io.thalweg.planner.logical.LogicalValues values -> values.rows().size() <= 1;
      default -> false;
    };
  }

  private void join(LogicalNode right) {
    node = new LogicalJoin(node, right, JoinType.LEFT, List.of());
  }

  private Typed exists(Converted query) {
    Column count = rels.ids().column("count", SimpleType.BIGINT, false);
    join(aggregate(query.node(), count(count, List.of())));
    return Typed.of(isPositive(count));
  }

  private static Expression isPositive(Column count) {
    return new Call(
        "gt", List.of(count.ref(), new Literal(SimpleType.BIGINT, 0L)), SimpleType.BOOLEAN);
  }

  private static LogicalAggregate aggregate(LogicalNode input, LogicalAggregate.Output... calls) {
    return LogicalAggregate.of(input, List.of(), List.of(calls));
  }

  static LogicalAggregate.Output count(Column result, List<Integer> arguments) {
    return new LogicalAggregate.Output(
        result,
        new AggregateCall(
            "count",
            arguments,
            List.of(),
            false,
            OptionalInt.empty(),
            List.of(),
            SimpleType.BIGINT));
  }

  private static LogicalAggregate.Output call(String function, Column argument, Column result) {
    DataType type = FunctionCatalog.resolve(function, List.of(argument.type())).resultType();
    return new LogicalAggregate.Output(
        result,
        new AggregateCall(
            function,
            List.of(argument.id()),
            List.of(),
            false,
            OptionalInt.empty(),
            List.of(),
            type));
  }

  /// `operands comparison ANY (query)`: true when a comparison is, otherwise NULL when one is,
  /// otherwise false.
  private Typed quantified(RexSubQuery subquery, SqlKind comparison) {
    Converted query = query(subquery.rel);
    boolean correlated = Nodes.free(query.node()).intersects(Column.ids(columns));
    if (!correlated && comparison == SqlKind.EQUALS && subquery.getOperands().size() == 1) {
      return membership(subquery, query);
    }
    Expression test = test(subquery.getOperands(), comparison, query);
    Column tested = rels.ids().column("test", SimpleType.BOOLEAN, true);
    LogicalNode tests = LogicalProject.extend(query.node(), List.of(new Assignment(tested, test)));
    Column all = rels.ids().column("all", SimpleType.BIGINT, false);
    Column known = rels.ids().column("known", SimpleType.BIGINT, false);
    Column any = rels.ids().column("any", SimpleType.BOOLEAN, true);
    join(
        aggregate(
            tests,
            count(all, List.of()),
            count(known, List.of(tested.id())),
            call("bool_or", tested, any)));
    return Typed.of(
        choice(
            List.of(any.ref(), less(known, all)),
            List.of(Literal.TRUE, new Literal(SimpleType.BOOLEAN, null))));
  }

  /// `x IN (query)` with a query that is the same for all rows: a look-up of `x` among its values.
  private Typed membership(RexSubQuery subquery, Converted query) {
    Typed value = expressions().typed(subquery.getOperands().getFirst());
    Converted counted = query(subquery.rel);
    Column all = rels.ids().column("all", SimpleType.BIGINT, false);
    Column known = rels.ids().column("known", SimpleType.BIGINT, false);
    join(
        aggregate(
            counted.node(),
            count(all, List.of()),
            count(known, List.of(counted.columns().getFirst().id()))));
    Column option = query.columns().getFirst();
    Column found = rels.ids().column("found", SimpleType.BOOLEAN, true);
    LogicalNode options =
        LogicalProject.extend(
            LogicalAggregate.of(query.node(), List.of(option), List.of()),
            List.of(new Assignment(found, Literal.TRUE)));
    Expression same = typing.call("eq", List.of(value, Typed.of(option.ref())));
    node = new LogicalJoin(node, options, JoinType.LEFT, List.of(same));
    Expression isNull = typing.call("is_null", typing.settle(value));
    Literal unknown = new Literal(SimpleType.BOOLEAN, null);
    return Typed.of(
        choice(
            List.of(
                found.ref(), new Not(isPositive(all)), Or.of(List.of(isNull, less(known, all)))),
            List.of(Literal.TRUE, Literal.FALSE, unknown)));
  }

  private static Expression less(Column a, Column b) {
    return new Call("lt", List.of(a.ref(), b.ref()), SimpleType.BOOLEAN);
  }

  private static Expression choice(List<Expression> conditions, List<Expression> results) {
    return new Case(conditions, results, Literal.FALSE, SimpleType.BOOLEAN);
  }

  /// The comparison of operands (over this input) with a query's columns.
  Expression test(List<RexNode> operands, SqlKind comparison, Converted query) {
    RexConverter expressions = expressions();
    List<Expression> pairs = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Typed right = new Typed(query.columns().get(i).ref(), false);
      pairs.add(
          typing.call(function(comparison), List.of(expressions.typed(operands.get(i)), right)));
    }
    return And.of(pairs);
  }

  private static String function(SqlKind comparison) {
    return switch (comparison) {
      case EQUALS -> "eq";
      case NOT_EQUALS -> "ne";
      case LESS_THAN -> "lt";
      case LESS_THAN_OR_EQUAL -> "le";
      case GREATER_THAN -> "gt";
      case GREATER_THAN_OR_EQUAL -> "ge";
      default -> throw new IllegalArgumentException(comparison.name());
    };
  }
}
