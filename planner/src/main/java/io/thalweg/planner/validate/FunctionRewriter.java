package io.thalweg.planner.validate;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.FunctionCatalog;
import io.thalweg.core.function.FunctionSignature.Kind;
import io.thalweg.core.type.SimpleType;
import io.thalweg.core.type.TimestampType;
import io.thalweg.planner.validate.operator.CatalogAggregate;
import io.thalweg.planner.validate.operator.CatalogFunction;
import io.thalweg.planner.validate.operator.FormFunction;
import io.thalweg.planner.validate.operator.LiteralFunction;
import io.thalweg.planner.validate.syntax.IntervalLiterals;
import io.thalweg.planner.validate.syntax.Positions;
import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Replaces function calls by core's functions, with the forms SQL gives some of them.
final class FunctionRewriter {
  private static final int MICROS = 1000;

  private final ExpressionRewriter expressions;
  private final StatementScope scope;

  FunctionRewriter(ExpressionRewriter expressions, StatementScope scope) {
    this.expressions = expressions;
    this.scope = scope;
  }

  /// A name without parentheses: a column, or a constant such as CURRENT_DATE.
  SqlNode identifier(SqlIdentifier identifier) {
    if (identifier.isSimple() && !identifier.isStar() && !identifier.isComponentQuoted(0)) {
      Optional<Literal> constant = constant(identifier.getSimple());
      if (constant.isPresent()) {
        return ExpressionRewriter.constant(constant.get(), identifier.getParserPosition());
      }
    }
    return scope.outerNames().outer(scope.shortened(identifier));
  }

  private Optional<Literal> constant(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "current_date" -> time(new Literal(SimpleType.DATE, now().toLocalDate()));
      case "current_time", "localtime" -> time(new Literal(SimpleType.TIME, now().toLocalTime()));
      case "current_timestamp" -> time(new Literal(TimestampType.MICROS_UTC, now().toInstant()));
      case "localtimestamp" -> time(new Literal(TimestampType.MICROS, now().toLocalDateTime()));
      case "current_user", "session_user", "user" -> text(scope.session().user());
      case "current_catalog" -> text(scope.path().getFirst().catalog());
      case "current_schema" -> text(scope.path().getFirst().schema());
      default -> Optional.empty();
    };
  }

  /// In whole microseconds. Whoever asks makes a plan that is right at this instant only.
  private ZonedDateTime now() {
    ZonedDateTime now = scope.session().now().atZone(scope.session().timeZone());
    return now.withNano(now.getNano() / MICROS * MICROS);
  }

  private Optional<Literal> time(Literal literal) {
    scope.dependsOnTime();
    return Optional.of(literal);
  }

  private static Optional<Literal> text(String value) {
    return Optional.of(new Literal(SimpleType.VARCHAR, value));
  }

  SqlNode call(SqlCall call) {
    SqlOperator operator = call.getOperator();
    return switch (call.getKind()) {
      case ARRAY_VALUE_CONSTRUCTOR -> expressions.ours("array", call);
      case ARRAY_QUERY_CONSTRUCTOR, MULTISET_QUERY_CONSTRUCTOR, MAP_QUERY_CONSTRUCTOR ->
          throw unsupported(call, "ARRAY(SELECT …)", "use SELECT array_agg(…)");
      case EXTRACT -> extract(call);
      case TRIM -> trim(call);
      case FLOOR, CEIL -> rounded(call);
      case TIMESTAMP_DIFF -> timestampDiff(call);
      case TIMESTAMP_ADD -> timestampAdd(call);
      case CONVERT -> throw unsupported(call, "CONVERT", "use CAST(x AS type)");
      default ->
          operator instanceof SqlFunction || operator.getKind() == SqlKind.OTHER_FUNCTION
              ? named(call, operator.getName())
              : operator(call);
    };
  }

  /// Operators that the parser gives no kind of their own.
  private SqlNode operator(SqlCall call) {
    return switch (call.getOperator().getName()) {
      case "||" -> expressions.ours("concat", call);
      case "&" -> expressions.ours("bitand", call);
      case "|" -> expressions.ours("bitor", call);
      case "^", "#" -> expressions.ours("bitxor", call);
      case "~" -> expressions.ours("bitnot", call);
      case "<<" -> expressions.ours("shift_left", call);
      case ">>" -> expressions.ours("shift_right", call);
      case "-" -> expressions.ours("subtract", call);
      default -> throw unsupported(call, call.getOperator().getName(), "see SHOW FUNCTIONS");
    };
  }

  private SqlNode named(SqlCall call, String name) {
    SqlParserPos at = call.getParserPosition();
    String plain = name.startsWith("$") ? name.substring(1) : name;
    if (call.operandCount() == 0 || name.equalsIgnoreCase("now")) {
      Optional<Literal> constant =
          constant(
              name.equalsIgnoreCase("now") || name.equalsIgnoreCase("transaction_timestamp")
                  ? "current_timestamp"
                  : name);
      if (constant.isPresent()) {
        return ExpressionRewriter.constant(constant.get(), at);
      }
    }
    if (call.operandCount() == 0 && name.equalsIgnoreCase("proctime")) {
      Literal start = constant("localtimestamp").orElseThrow();
      return expressions.ours("proctime", at, ExpressionRewriter.constant(start, at));
    }
    String canonical = FunctionCatalog.canonicalName(plain).orElseThrow(() -> unknown(call, plain));
    if (canonical.equals("grouping")) {
      return SqlStdOperatorTable.GROUPING.createCall(at, expressions.all(call.getOperandList()));
    }
    return FunctionCatalog.is(canonical, Kind.SCALAR)
        ? new CatalogFunction(canonical).createCall(at, expressions.all(call.getOperandList()))
        : aggregate(call, canonical);
  }

  private static ThalwegException unknown(SqlCall call, String name) {
    try {
      FunctionCatalog.resolve(name, List.of());
      throw new IllegalStateException(name);
    } catch (ThalwegException e) {
      return Positions.error(e.code(), call, String.valueOf(e.getMessage()));
    }
  }

  /// An aggregate or window call. ORDER BY inside the parentheses becomes WITHIN GROUP.
  private SqlNode aggregate(SqlCall call, String canonical) {
    CatalogAggregate function =
        new CatalogAggregate(canonical, FunctionCatalog.is(canonical, Kind.WINDOW));
    List<SqlNode> operands = new ArrayList<>();
    SqlNodeList order = null;
    for (SqlNode operand : call.getOperandList()) {
      if (operand instanceof SqlNodeList list) {
        order = list;
      } else if (!(operand instanceof SqlIdentifier id && id.isStar())) {
        operands.add(expressions.rewrite(operand));
      }
    }
    SqlLiteral quantifier = call.getFunctionQuantifier();
    SqlNode plain = new SqlBasicCall(function, operands, call.getParserPosition(), quantifier);
    return order == null
        ? plain
        : SqlStdOperatorTable.WITHIN_GROUP.createCall(
            call.getParserPosition(), plain, orderList(order));
  }

  /// ORDER BY items; constants order nothing.
  SqlNodeList orderList(SqlNodeList order) {
    List<SqlNode> items = new ArrayList<>();
    order.forEach(item -> items.add(orderItem(item)));
    return new SqlNodeList(items, order.getParserPosition());
  }

  SqlNode orderItem(SqlNode item) {
    return switch (item.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST ->
          ((SqlCall) item)
              .getOperator()
              .createCall(item.getParserPosition(), orderItem(((SqlCall) item).operand(0)));
      default -> expressions.rewrite(item);
    };
  }

  SqlNode decorated(SqlCall call) {
    SqlParserPos at = call.getParserPosition();
    SqlNode inner = expressions.rewrite(call.operand(0));
    return switch (call.getKind()) {
      case OVER -> {
        SqlNode window = call.operand(1);
        SqlNode function = inner.getKind() == SqlKind.FILTER ? unfiltered((SqlCall) inner) : inner;
        yield SqlStdOperatorTable.OVER.createCall(
            at, function, window instanceof SqlWindow w ? window(w) : window);
      }
      case FILTER ->
          SqlStdOperatorTable.FILTER.createCall(at, inner, expressions.rewrite(call.operand(1)));
      case WITHIN_GROUP -> withinGroup(call, (SqlCall) inner);
      default -> call.getOperator().createCall(at, inner);
    };
  }

  /// `f(x) FILTER (WHERE c)` as `f(CASE WHEN c THEN x END)`: window functions have no filter.
  private static SqlNode unfiltered(SqlCall filter) {
    SqlCall call = filter.operand(0);
    SqlNode condition = filter.operand(1);
    SqlParserPos at = filter.getParserPosition();
    SqlNode value =
        call.operandCount() == 0
            ? ExpressionRewriter.constant(new Literal(SimpleType.INTEGER, 1), at)
            : call.operand(0);
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    if (operands.isEmpty()) {
      operands.add(value);
    }
    operands.set(
        0, FormFunction.CASE.createCall(at, condition, value, SqlLiterals.untypedNull(at)));
    return new SqlBasicCall(call.getOperator(), operands, at, call.getFunctionQuantifier());
  }

  /// `quantile(fraction) WITHIN GROUP (ORDER BY x)` is `quantile(x, fraction)`.
  private SqlNode withinGroup(SqlCall call, SqlCall aggregate) {
    SqlNodeList order = call.operand(1);
    String name = aggregate.getOperator().getName();
    boolean quantile = name.startsWith("quantile_") && aggregate.operandCount() == 1;
    if (!quantile && !(name.equals("mode") && aggregate.operandCount() == 0)) {
      return SqlStdOperatorTable.WITHIN_GROUP.createCall(
          call.getParserPosition(), aggregate, orderList(order));
    }
    SqlNode item = order.get(0);
    boolean descending = item.getKind() == SqlKind.DESCENDING;
    List<SqlNode> operands = new ArrayList<>();
    operands.add(expressions.rewrite(descending ? ((SqlCall) item).operand(0) : item));
    if (quantile) {
      operands.add(descending ? complement(aggregate.operand(0)) : aggregate.operand(0));
    }
    return new SqlBasicCall(aggregate.getOperator(), operands, call.getParserPosition());
  }

  private SqlNode complement(SqlNode fraction) {
    if (fraction instanceof SqlCall call
        && call.getOperator() instanceof LiteralFunction literal
        && literal.literal().value() instanceof Number number) {
      BigDecimal value = BigDecimal.ONE.subtract(new BigDecimal(number.toString()));
      return ExpressionRewriter.constant(
          new Literal(SimpleType.DOUBLE, value.doubleValue()), fraction.getParserPosition());
    }
    throw unsupported(fraction, "a descending quantile", "its fraction has to be a constant");
  }

  SqlWindow window(SqlWindow window) {
    return new SqlWindow(
        window.getParserPosition(),
        window.getDeclName(),
        window.getRefName(),
        expressions.list(window.getPartitionList()),
        orderList(window.getOrderList()),
        SqlLiteral.createBoolean(window.isRows(), window.getParserPosition()),
        window.getLowerBound(),
        window.getUpperBound(),
        null,
        window.getExclude());
  }

  private SqlNode extract(SqlCall call) {
    String unit = unit(call.operand(0));
    String canonical = "extract_" + unit;
    if (FunctionCatalog.find(canonical).isEmpty()) {
      throw Positions.error(
          ErrorCode.INVALID_ARGUMENT,
          call.operand(0),
          "EXTRACT does not know the field " + unit + "; fields are year, month, day, hour, …");
    }
    return expressions.ours(
        canonical, call.getParserPosition(), expressions.rewrite(call.operand(1)));
  }

  private static String unit(SqlNode node) {
    String name =
        node instanceof SqlIntervalQualifier qualifier
            ? (qualifier.timeFrameName != null
                ? qualifier.timeFrameName
                : qualifier.timeUnitRange.name())
            : node.toString();
    return name.toLowerCase(Locale.ROOT);
  }

  /// TRIM(flag, characters, text).
  private SqlNode trim(SqlCall call) {
    if (call.operandCount() != 3 || !(call.operand(0) instanceof SqlLiteral flag)) {
      return named(call, "trim");
    }
    String name =
        switch (flag.getValueAs(SqlTrimFunction.Flag.class)) {
          case BOTH -> "trim";
          case LEADING -> "ltrim";
          case TRAILING -> "rtrim";
        };
    return expressions.ours(
        name,
        call.getParserPosition(),
        expressions.rewrite(call.operand(2)),
        expressions.rewrite(call.operand(1)));
  }

  private SqlNode rounded(SqlCall call) {
    if (call.operandCount() == 1) {
      return named(call, call.getKind() == SqlKind.FLOOR ? "floor" : "ceil");
    }
    if (call.getKind() == SqlKind.CEIL) {
      throw unsupported(call, "CEIL(x TO unit)", "use date_trunc");
    }
    return expressions.ours(
        "date_trunc",
        call.getParserPosition(),
        SqlLiterals.text(unit(call.operand(1)), call.operand(1).getParserPosition()),
        expressions.rewrite(call.operand(0)));
  }

  private SqlNode timestampDiff(SqlCall call) {
    return expressions.ours(
        "date_diff",
        call.getParserPosition(),
        SqlLiterals.text(unit(call.operand(0)), call.operand(0).getParserPosition()),
        expressions.rewrite(call.operand(1)),
        expressions.rewrite(call.operand(2)));
  }

  private SqlNode timestampAdd(SqlCall call) {
    SqlParserPos at = call.getParserPosition();
    SqlNode one =
        ExpressionRewriter.constant(
            IntervalLiterals.one((SqlIntervalQualifier) call.operand(0)), at);
    SqlNode by = expressions.ours("multiply", at, one, expressions.rewrite(call.operand(1)));
    return expressions.ours("add", at, expressions.rewrite(call.operand(2)), by);
  }

  /// Whether an expression, still as parsed, has an aggregate of its own (not in a subquery, not as
  /// a window function).
  static boolean hasAggregate(SqlNode node) {
    if (node instanceof SqlNodeList list) {
      return list.stream().anyMatch(FunctionRewriter::hasAggregate);
    }
    if (!(node instanceof SqlCall call) || call.getKind().belongsTo(SqlKind.QUERY)) {
      return false;
    }
    SqlNode[] operands = call.getOperandList().toArray(SqlNode[]::new);
    if (call.getKind() == SqlKind.OVER) {
      return ((SqlCall) operands[0])
          .getOperandList().stream().anyMatch(FunctionRewriter::hasAggregate);
    }
    if (call.getOperator() instanceof SqlFunction
        && FunctionCatalog.canonicalName(call.getOperator().getName())
            .filter(name -> FunctionCatalog.is(name, Kind.AGGREGATE))
            .isPresent()) {
      return true;
    }
    for (SqlNode operand : operands) {
      if (operand != null && hasAggregate(operand)) {
        return true;
      }
    }
    return false;
  }

  static ThalwegException unsupported(SqlNode at, String what, String instead) {
    return Positions.error(
        ErrorCode.FEATURE_NOT_SUPPORTED, at, what + " is not supported; " + instead);
  }
}
