package io.thalweg.planner.validate;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.validate.operator.CastFunction;
import io.thalweg.planner.validate.operator.CatalogFunction;
import io.thalweg.planner.validate.operator.FormFunction;
import io.thalweg.planner.validate.operator.LiteralFunction;
import io.thalweg.planner.validate.operator.ParameterFunction;
import io.thalweg.planner.validate.syntax.IntervalLiterals;
import io.thalweg.planner.validate.syntax.Literals;
import io.thalweg.planner.validate.syntax.Positions;
import io.thalweg.planner.validate.syntax.TypeNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Replaces operators and literals of expressions by ours. Makes new nodes, never changes old ones.
final class ExpressionRewriter {
  private final QueryRewriter queries;
  private final StatementScope scope;
  private final FunctionRewriter functions;

  ExpressionRewriter(QueryRewriter queries, StatementScope scope) {
    this.queries = queries;
    this.scope = scope;
    this.functions = new FunctionRewriter(this, scope);
  }

  FunctionRewriter functions() {
    return functions;
  }

  SqlNode rewrite(SqlNode node) {
    return switch (node) {
      case SqlIdentifier identifier -> functions.identifier(identifier);
      case SqlLiteral literal -> literal(literal);
      case SqlDynamicParam parameter -> parameter(parameter);
      case SqlCase choice -> choice(choice);
      case SqlNodeList list -> list(list);
      case SqlCall call -> call(call);
      default ->
          throw Positions.error(
              ErrorCode.FEATURE_NOT_SUPPORTED, node, "'" + node + "' cannot stand here");
    };
  }

  /// A condition: NULL, a quoted string or a parameter in its place is a BOOLEAN.
  SqlNode condition(SqlNode node) {
    SqlNode rewritten = rewrite(node);
    boolean untyped =
        rewritten instanceof SqlCall call
            && (call.getOperator() instanceof ParameterFunction
                || (call.getOperator() instanceof LiteralFunction f && f.isUntyped()));
    return untyped
        ? new CastFunction(SimpleType.BOOLEAN, false)
            .createCall(node.getParserPosition(), rewritten)
        : rewritten;
  }

  SqlNodeList list(SqlNodeList list) {
    List<SqlNode> nodes = new ArrayList<>(list.size());
    list.forEach(node -> nodes.add(rewrite(node)));
    return new SqlNodeList(nodes, list.getParserPosition());
  }

  List<SqlNode> all(List<SqlNode> nodes) {
    return nodes.stream().map(this::rewrite).toList();
  }

  private SqlNode literal(SqlLiteral literal) {
    return scope
        .lifted(literal)
        .<SqlOperator>map(lifted -> lifted)
        .orElseGet(() -> new LiteralFunction(Literals.of(literal), Literals.isUntyped(literal)))
        .createCall(literal.getParserPosition());
  }

  static SqlNode constant(Literal literal, SqlParserPos at) {
    return new LiteralFunction(literal, false).createCall(at);
  }

  private SqlNode parameter(SqlDynamicParam parameter) {
    scope.sawParameter(parameter.getIndex());
    return new ParameterFunction(parameter.getIndex()).createCall(parameter.getParserPosition());
  }

  private SqlNode choice(SqlCase choice) {
    List<SqlNode> operands = new ArrayList<>();
    for (int i = 0; i < choice.getWhenOperands().size(); i++) {
      SqlNode when = rewrite(choice.getWhenOperands().get(i));
      SqlNode value = choice.getValueOperand();
      operands.add(
          value == null ? when : ours("eq", when.getParserPosition(), rewrite(value), when));
      operands.add(rewrite(choice.getThenOperands().get(i)));
    }
    SqlNode otherwise = choice.getElseOperand();
    operands.add(
        otherwise == null
            ? SqlLiterals.untypedNull(choice.getParserPosition())
            : rewrite(otherwise));
    return FormFunction.CASE.createCall(choice.getParserPosition(), operands);
  }

  SqlNode ours(String canonical, SqlParserPos at, SqlNode... operands) {
    return new CatalogFunction(canonical).createCall(at, operands);
  }

  SqlNode ours(String canonical, SqlCall call) {
    return new CatalogFunction(canonical)
        .createCall(call.getParserPosition(), all(call.getOperandList()));
  }

  private SqlNode call(SqlCall call) {
    SqlKind kind = call.getKind();
    if (kind.belongsTo(SqlKind.QUERY) || kind == SqlKind.ORDER_BY || kind == SqlKind.WITH) {
      return queries.rewrite(call);
    }
    return switch (kind) {
      case AND, OR, NOT -> logic(call);
      case EXISTS, SCALAR_QUERY, UNIQUE ->
          call.getOperator().createCall(call.getParserPosition(), queries.rewrite(call.operand(0)));
      case SOME, ALL -> quantified(call);
      case IN, NOT_IN -> in(call);
      case EQUALS, NOT_EQUALS -> comparison(call);
      case LESS_THAN -> ours("lt", call);
      case LESS_THAN_OR_EQUAL -> ours("le", call);
      case GREATER_THAN -> ours("gt", call);
      case GREATER_THAN_OR_EQUAL -> ours("ge", call);
      case IS_DISTINCT_FROM -> ours("is_distinct_from", call);
      case IS_NOT_DISTINCT_FROM -> ours("is_not_distinct_from", call);
      case IS_NULL, IS_UNKNOWN -> ours("is_null", call);
      case IS_NOT_NULL -> ours("is_not_null", call);
      case IS_TRUE -> ours("is_true", call);
      case IS_FALSE -> ours("is_false", call);
      case IS_NOT_TRUE -> ours("is_not_true", call);
      case IS_NOT_FALSE -> ours("is_not_false", call);
      case PLUS -> ours("add", call);
      case MINUS -> ours("subtract", call);
      case TIMES -> ours("multiply", call);
      case DIVIDE -> ours("divide", call);
      case MOD -> ours("mod", call);
      case MINUS_PREFIX -> negated(call);
      case PLUS_PREFIX -> rewrite(call.operand(0));
      case BETWEEN -> between(call);
      case LIKE, SIMILAR, RLIKE -> like(call);
      case ROW -> ours("row", call);
      case ITEM -> ours("element_at", call);
      case DOT -> field(call);
      case INTERVAL -> interval(call);
      case CAST, SAFE_CAST -> cast(call);
      case OVER, FILTER, WITHIN_GROUP, IGNORE_NULLS, RESPECT_NULLS -> functions.decorated(call);
      case GROUPING, GROUPING_ID, GROUP_ID -> standard(call);
      default -> functions.call(call);
    };
  }

  private SqlNode logic(SqlCall call) {
    return call.getOperator()
        .createCall(
            call.getParserPosition(), call.getOperandList().stream().map(this::condition).toList());
  }

  private SqlNode standard(SqlCall call) {
    return call.getOperator().createCall(call.getParserPosition(), all(call.getOperandList()));
  }

  /// `NOT` as Calcite's operator: the converter knows it.
  private static SqlNode not(SqlNode node) {
    return SqlStdOperatorTable.NOT.createCall(node.getParserPosition(), node);
  }

  private SqlNode negated(SqlCall call) {
    if (call.operand(0) instanceof SqlNumericLiteral number) {
      return constant(Literals.number(number, true), call.getParserPosition());
    }
    return ours("negate", call);
  }

  private SqlNode comparison(SqlCall call) {
    boolean equals = call.getKind() == SqlKind.EQUALS;
    SqlNode left = call.operand(0);
    SqlNode right = call.operand(1);
    if (left.getKind() != SqlKind.ROW || right.getKind() != SqlKind.ROW) {
      return ours(equals ? "eq" : "ne", call);
    }
    SqlNode same = rowEquals((SqlCall) left, (SqlCall) right);
    return equals ? same : not(same);
  }

  /// `(a, b) = (c, d)` column by column.
  private SqlNode rowEquals(SqlCall left, SqlCall right) {
    if (left.operandCount() != right.operandCount()) {
      throw Positions.error(
          ErrorCode.TYPE_MISMATCH, right, "rows of different lengths cannot be compared");
    }
    List<SqlNode> pairs = new ArrayList<>();
    for (int i = 0; i < left.operandCount(); i++) {
      SqlParserPos at = left.getParserPosition();
      pairs.add(ours("eq", at, rewrite(left.operand(i)), rewrite(right.operand(i))));
    }
    return combine(SqlStdOperatorTable.AND, pairs);
  }

  static SqlNode combine(SqlOperator operator, List<SqlNode> nodes) {
    SqlNode combined = nodes.getFirst();
    for (SqlNode node : nodes.subList(1, nodes.size())) {
      combined = operator.createCall(combined.getParserPosition(), combined, node);
    }
    return combined;
  }

  private SqlNode in(SqlCall call) {
    boolean negated = call.getKind() == SqlKind.NOT_IN;
    if (!(call.operand(1) instanceof SqlNodeList options)) {
      SqlOperator operator = negated ? SubqueryOperators.NOT_IN : SubqueryOperators.IN;
      return operator.createCall(
          call.getParserPosition(), tuple(call.operand(0)), queries.rewrite(call.operand(1)));
    }
    SqlNode in = inList(call, call.operand(0), options);
    return negated ? not(in) : in;
  }

  private SqlNode inList(SqlCall call, SqlNode value, SqlNodeList options) {
    if (value.getKind() == SqlKind.ROW) {
      List<SqlNode> tests = new ArrayList<>();
      for (SqlNode option : options) {
        tests.add(
            option.getKind() == SqlKind.ROW
                ? rowEquals((SqlCall) value, (SqlCall) option)
                : ours("eq", call.getParserPosition(), rewrite(value), rewrite(option)));
      }
      return combine(SqlStdOperatorTable.OR, tests);
    }
    List<SqlNode> operands = new ArrayList<>(options.size() + 1);
    operands.add(rewrite(value));
    options.forEach(option -> operands.add(rewrite(option)));
    return FormFunction.IN.createCall(call.getParserPosition(), operands);
  }

  /// The left side of IN (query): a row stays Calcite's.
  private SqlNode tuple(SqlNode node) {
    return node.getKind() == SqlKind.ROW ? standard((SqlCall) node) : rewrite(node);
  }

  private SqlNode quantified(SqlCall call) {
    if (call.operand(1) instanceof SqlNodeList options) {
      return quantifiedList(call, options);
    }
    return call.getOperator()
        .createCall(
            call.getParserPosition(), tuple(call.operand(0)), queries.rewrite(call.operand(1)));
  }

  private SqlNode quantifiedList(SqlCall call, SqlNodeList options) {
    boolean all = call.getKind() == SqlKind.ALL;
    String comparison = SubqueryOperators.comparison(call.getOperator());
    List<SqlNode> tests = new ArrayList<>();
    for (SqlNode option : options) {
      tests.add(
          ours(comparison, call.getParserPosition(), rewrite(call.operand(0)), rewrite(option)));
    }
    return combine(all ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR, tests);
  }

  private SqlNode between(SqlCall call) {
    SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
    SqlNode test =
        FormFunction.BETWEEN.createCall(
            call.getParserPosition(), all(call.getOperandList().subList(0, 3)));
    if (operator.flag == SqlBetweenOperator.Flag.SYMMETRIC) {
      SqlNode turned =
          FormFunction.BETWEEN.createCall(
              call.getParserPosition(),
              rewrite(call.operand(0)),
              rewrite(call.operand(2)),
              rewrite(call.operand(1)));
      test = SqlStdOperatorTable.OR.createCall(call.getParserPosition(), test, turned);
    }
    return operator.isNegated() ? not(test) : test;
  }

  private SqlNode like(SqlCall call) {
    SqlLikeOperator operator = (SqlLikeOperator) call.getOperator();
    String name =
        switch (call.getKind()) {
          case SIMILAR -> "similar_to";
          case RLIKE -> "regexp_matches";
          default -> operator.isCaseSensitive() ? "like" : "ilike";
        };
    SqlNode test = ours(name, call);
    return operator.isNegated() ? not(test) : test;
  }

  private SqlNode field(SqlCall call) {
    String name = ((SqlIdentifier) call.operand(1)).getSimple();
    SqlParserPos at = call.operand(1).getParserPosition();
    return ours(
        "field",
        call.getParserPosition(),
        rewrite(call.operand(0)),
        constant(new Literal(SimpleType.VARCHAR, name), at));
  }

  /// `INTERVAL x DAY`: x times a day.
  private SqlNode interval(SqlCall call) {
    SqlParserPos at = call.getParserPosition();
    SqlNode one = constant(IntervalLiterals.one((SqlIntervalQualifier) call.operand(1)), at);
    return ours("multiply", at, one, rewrite(call.operand(0)));
  }

  private SqlNode cast(SqlCall call) {
    if (!(call.operand(1) instanceof SqlDataTypeSpec spec)) {
      throw Positions.error(
          ErrorCode.FEATURE_NOT_SUPPORTED, call, "CAST to an interval needs INTERVAL '…' unit");
    }
    boolean safe = call.getKind() == SqlKind.SAFE_CAST;
    return new CastFunction(TypeNames.resolve(spec), safe)
        .createCall(call.getParserPosition(), rewrite(call.operand(0)));
  }
}
