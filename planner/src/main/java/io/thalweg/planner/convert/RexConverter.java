package io.thalweg.planner.convert;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Cast;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.expr.Not;
import io.thalweg.core.expr.Or;
import io.thalweg.core.expr.Parameter;
import io.thalweg.core.plan.TemporalJoin.Nearest;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.validate.operator.CastFunction;
import io.thalweg.planner.validate.operator.CatalogFunction;
import io.thalweg.planner.validate.operator.FormFunction;
import io.thalweg.planner.validate.operator.LiftedFunction;
import io.thalweg.planner.validate.operator.LiteralFunction;
import io.thalweg.planner.validate.operator.ParameterFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;

/// Expressions over one row. Used by one thread.
final class RexConverter {
  private final Typing typing;
  private final List<Column> columns;
  private final Correlations correlations;
  private final Function<RexSubQuery, Typed> subqueries;
  private final Function<RexOver, Column> windows;

  /// @param columns of the input
  /// @param subqueries makes a subquery's value available
  /// @param windows makes a window function's value available
  RexConverter(
      Typing typing,
      List<Column> columns,
      Correlations correlations,
      Function<RexSubQuery, Typed> subqueries,
      Function<RexOver, Column> windows) {
    this.typing = typing;
    this.columns = columns;
    this.correlations = correlations;
    this.subqueries = subqueries;
    this.windows = windows;
  }

  Typing typing() {
    return typing;
  }

  List<Column> columns() {
    return columns;
  }

  Correlations correlations() {
    return correlations;
  }

  /// The expression with a type of its own.
  Expression settled(RexNode node) {
    return typing.settle(typed(node));
  }

  Expression condition(RexNode node, String clause) {
    return typing.bool(typed(node), clause);
  }

  Typed typed(RexNode node) {
    return switch (node) {
      case RexInputRef ref -> column(columns.get(ref.getIndex()));
      case RexLiteral literal -> CalciteLiterals.of(literal);
      case RexFieldAccess access -> field(access);
      case RexSubQuery subquery -> subqueries.apply(subquery);
      case RexOver over -> Typed.of(windows.apply(over).ref());
      case RexCall call -> call(call);
      default -> throw unsupported(node);
    };
  }

  private static Typed column(Column column) {
    return Typed.of(column.ref());
  }

  private Typed field(RexFieldAccess access) {
    int index = access.getField().getIndex();
    if (access.getReferenceExpr() instanceof RexCorrelVariable variable) {
      List<Column> row = correlations.get(variable.id.getName());
      if (row == null) {
        throw new ThalwegException(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "the subquery reads column "
                + access.getField().getName()
                + " of an outer query from a place where it is not known; join the tables instead");
      }
      return column(row.get(index));
    }
    Typed row = typed(access.getReferenceExpr());
    Typed position = Typed.of(new Literal(SimpleType.INTEGER, index + 1));
    return Typed.of(typing.call("field", List.of(row, position)));
  }

  private Typed call(RexCall call) {
    return switch (call.getOperator()) {
      case LiteralFunction literal -> new Typed(literal.literal(), literal.isUntyped());
      case LiftedFunction lifted ->
          new Typed(new Parameter(lifted.index(), lifted.type()), lifted.isUntyped());
      case ParameterFunction parameter ->
          new Typed(new Parameter(parameter.index(), SimpleType.NULL), true);
      case CatalogFunction function ->
          Typed.of(typing.call(function.canonicalName(), all(call.getOperands())));
      case CastFunction cast -> cast(cast, typed(call.getOperands().getFirst()));
      case FormFunction form -> form(form, all(call.getOperands()));
      default -> standard(call);
    };
  }

  private List<Typed> all(List<RexNode> nodes) {
    return nodes.stream().map(this::typed).toList();
  }

  private Typed cast(CastFunction cast, Typed input) {
    if (!cast.isSafe()) {
      return Typed.of(typing.coerce(input, cast.target()));
    }
    Expression settled = typing.settle(input);
    return Typed.of(
        settled.type().equals(cast.target()) ? settled : new Cast(settled, cast.target(), true));
  }

  private Typed form(FormFunction form, List<Typed> operands) {
    return switch (form.form()) {
      case CASE -> typing.choice(operands);
      case IN -> Typed.of(typing.in(operands.getFirst(), operands.subList(1, operands.size())));
      case AS_OF -> asOf(Nearest.AT_OR_BEFORE, operands);
      case AS_OF_GREATER -> asOf(Nearest.BEFORE, operands);
      case AS_OF_NOT_GREATER -> asOf(Nearest.AT_OR_AFTER, operands);
      case AS_OF_LESS -> asOf(Nearest.AFTER, operands);
      case BETWEEN ->
          Typed.of(
              And.of(
                  List.of(
                      typing.call("ge", List.of(operands.get(0), operands.get(1))),
                      typing.call("le", List.of(operands.get(0), operands.get(2))))));
    };
  }

  private Typed asOf(Nearest nearest, List<Typed> operands) {
    List<Expression> times = typing.call("ge", operands).children();
    return Typed.of(LogicalJoin.asOf(nearest, times.get(0), times.get(1)));
  }

  /// Calcite's own operators: logic, and what it makes of USING and NATURAL.
  private Typed standard(RexCall call) {
    List<RexNode> operands = call.getOperands();
    return switch (call.getKind()) {
      case AND -> Typed.of(And.of(conditions(operands, "AND")));
      case OR -> Typed.of(Or.of(conditions(operands, "OR")));
      case NOT -> Typed.of(new Not(condition(operands.getFirst(), "NOT")));
      case EQUALS -> function("eq", operands);
      case NOT_EQUALS -> function("ne", operands);
      case LESS_THAN -> function("lt", operands);
      case LESS_THAN_OR_EQUAL -> function("le", operands);
      case GREATER_THAN -> function("gt", operands);
      case GREATER_THAN_OR_EQUAL -> function("ge", operands);
      case IS_NULL -> function("is_null", operands);
      case IS_NOT_NULL -> function("is_not_null", operands);
      case IS_TRUE -> function("is_true", operands);
      case COALESCE -> function("coalesce", operands);
      case CASE -> typing.choice(all(operands));
      case CAST -> {
        DataType type = CalciteLiterals.type(call.getType());
        yield Typed.of(typing.coerce(typed(operands.getFirst()), type));
      }
      case ROW -> function("row", operands);
      default -> throw unsupported(call);
    };
  }

  private Typed function(String canonical, List<RexNode> operands) {
    return Typed.of(typing.call(canonical, all(operands)));
  }

  private List<Expression> conditions(List<RexNode> nodes, String clause) {
    List<Expression> flat = new ArrayList<>();
    SqlKind kind = SqlKind.valueOf(clause);
    for (RexNode node : nodes) {
      if (node.getKind() == kind) {
        flat.addAll(conditions(((RexCall) node).getOperands(), clause));
      } else {
        flat.add(condition(node, clause));
      }
    }
    return flat;
  }

  private static ThalwegException unsupported(RexNode node) {
    return new ThalwegException(
        ErrorCode.FEATURE_NOT_SUPPORTED, "the expression " + node + " is not supported");
  }
}
