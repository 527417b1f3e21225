package io.thalweg.planner.validate;

import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableFunction;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.Suggestions;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.Field;
import io.thalweg.planner.SchemaPath;
import io.thalweg.planner.ViewDefinition;
import io.thalweg.planner.validate.calcite.Relation;
import io.thalweg.planner.validate.operator.FormFunction;
import io.thalweg.planner.validate.syntax.Literals;
import io.thalweg.planner.validate.syntax.Positions;
import io.thalweg.sql.parser.Dialect;
import io.thalweg.sql.parser.Statement;
import io.thalweg.sql.parser.StatementParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlAsofJoin;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// Binds the FROM clause: tables, views, files, table functions.
final class FromRewriter {
  private final QueryRewriter queries;
  private final ExpressionRewriter expressions;
  private final StatementScope scope;
  private @Nullable String recursion;

  FromRewriter(QueryRewriter queries, ExpressionRewriter expressions, StatementScope scope) {
    this.queries = queries;
    this.expressions = expressions;
    this.scope = scope;
  }

  /// Rewrites the body of a WITH item that may name itself, which is refused.
  SqlNode withRecursion(@Nullable String name, Supplier<SqlNode> body) {
    String outer = recursion;
    recursion = name;
    try {
      return body.get();
    } finally {
      recursion = outer;
    }
  }

  SqlNode rewrite(SqlNode node) {
    return switch (node.getKind()) {
      case AS -> aliased((SqlCall) node);
      case JOIN -> join((SqlJoin) node);
      case IDENTIFIER, COLLECTION_TABLE, UNNEST, TABLE_REF -> named(node);
      default -> relation(node);
    };
  }

  /// A relation without an alias gets the one that its columns can be qualified with.
  private SqlNode named(SqlNode node) {
    SqlNode bound = relation(node);
    String name =
        switch (node) {
          case SqlIdentifier id -> id.names.getLast();
          case SqlCall call when call.getKind() == SqlKind.COLLECTION_TABLE ->
              functionName(call.operand(0));
          case SqlCall call when call.getKind() == SqlKind.TABLE_REF -> call.operand(0).toString();
          default -> "unnest";
        };
    return bound == node ? node : alias(bound, name, node.getParserPosition(), List.of());
  }

  private static String functionName(SqlNode node) {
    if (!(node instanceof SqlCall call)) {
      return "table";
    }
    String name = call.getOperator().getName();
    return name.equals(Dialect.READ_FILE) && call.operand(0) instanceof SqlLiteral path
        ? fileName(String.valueOf(path.toValue()))
        : name.toLowerCase(Locale.ROOT);
  }

  /// The last part of a path up to its first dot: `orders` for `data/orders.parquet`.
  private static String fileName(String path) {
    String[] parts = path.split("[/\\\\]");
    String last = parts.length == 0 ? "" : parts[parts.length - 1];
    int dot = last.indexOf('.');
    String name = dot < 0 ? last : last.substring(0, dot);
    return name.isEmpty() || name.contains("*") || name.contains("?") ? "file" : name;
  }

  private SqlNode aliased(SqlCall call) {
    SqlNode bound = relation(call.operand(0));
    List<SqlNode> names = call.getOperandList().subList(2, call.operandCount());
    SqlIdentifier alias = call.operand(1);
    return alias(bound, alias.getSimple(), call.getParserPosition(), all(bound, names));
  }

  /// Column aliases may be fewer than a table's columns: the others keep their names.
  private List<SqlNode> all(SqlNode bound, List<SqlNode> names) {
    boolean isTable =
        bound instanceof SqlIdentifier id && scope.relations().contains(id.getSimple());
    if (names.isEmpty() || !isTable) {
      return names;
    }
    List<Field> fields =
        scope.relations().get(((SqlIdentifier) bound).getSimple()).schema().fields();
    List<SqlNode> all = new ArrayList<>(names);
    for (int i = names.size(); i < fields.size(); i++) {
      all.add(new SqlIdentifier(fields.get(i).name(), bound.getParserPosition()));
    }
    return all;
  }

  private static SqlNode alias(SqlNode bound, String name, SqlParserPos at, List<SqlNode> columns) {
    List<SqlNode> operands = new ArrayList<>();
    operands.add(bound);
    operands.add(new SqlIdentifier(name, at));
    operands.addAll(columns);
    if (columns.isEmpty() && isPlainUnnest(bound)) {
      operands.add(new SqlIdentifier(name, at));
    }
    return SqlStdOperatorTable.AS.createCall(at, operands);
  }

  /// PostgreSQL names the only column of a function in FROM after its alias.
  private static boolean isPlainUnnest(SqlNode bound) {
    return bound instanceof SqlCall call
        && call.getOperator() == SqlStdOperatorTable.UNNEST
        && call.operandCount() == 1;
  }

  private SqlNode join(SqlJoin join) {
    if (join instanceof SqlAsofJoin asOf) {
      return asOf(asOf);
    }
    Optional<Snapshot> snapshot = Snapshot.of(join.getRight());
    if (snapshot.isPresent()) {
      return temporal(join, snapshot.get());
    }
    SqlNode condition = join.getCondition();
    boolean on = condition != null && join.getConditionType() == JoinConditionType.ON;
    return new SqlJoin(
        join.getParserPosition(),
        rewrite(join.getLeft()),
        join.isNaturalNode(),
        join.getJoinTypeNode(),
        rewrite(join.getRight()),
        join.getConditionTypeNode(),
        on ? expressions.condition(condition) : condition);
  }

  /// `ASOF JOIN versions MATCH_CONDITION a >= b ON …`: with the match one more condition.
  private SqlNode asOf(SqlAsofJoin join) {
    SqlNode condition = join.getCondition();
    SqlCall match = join.getMatchCondition() instanceof SqlCall call ? call : null;
    FormFunction form = match == null ? null : FormFunction.asOf(match.getKind()).orElse(null);
    if (condition == null || match == null || form == null) {
      throw Positions.error(
          ErrorCode.INVALID_STATEMENT,
          join,
          "ASOF JOIN needs ON, and MATCH_CONDITION with one of >=, >, <= and < between a time of"
              + " each side");
    }
    SqlParserPos at = join.getParserPosition();
    SqlNode time =
        form.createCall(
            at, expressions.rewrite(match.operand(0)), expressions.rewrite(match.operand(1)));
    JoinType type = join.getJoinType() == JoinType.LEFT_ASOF ? JoinType.LEFT : JoinType.INNER;
    return new SqlJoin(
        at,
        rewrite(join.getLeft()),
        join.isNaturalNode(),
        type.symbol(at),
        rewrite(join.getRight()),
        JoinConditionType.ON.symbol(at),
        SqlStdOperatorTable.AND.createCall(at, expressions.condition(condition), time));
  }

  /// `JOIN versions FOR SYSTEM_TIME AS OF time`: with the table's event time one more condition; of
  /// a table without event time there is but its present.
  private SqlNode temporal(SqlJoin join, Snapshot snapshot) {
    SqlNode condition = join.getCondition();
    SqlCall versions = (SqlCall) rewrite(snapshot.versions());
    boolean side = join.getJoinType() == JoinType.INNER || join.getJoinType() == JoinType.LEFT;
    if (condition == null || join.getConditionType() != JoinConditionType.ON || !side) {
      throw Positions.error(
          ErrorCode.INVALID_STATEMENT,
          join,
          "a join FOR SYSTEM_TIME AS OF is inner or LEFT and needs ON with the keys of the"
              + " versions");
    }
    SqlNode bound = expressions.condition(condition);
    SqlNode asOf = eventTime(versions).map(time -> asOf(snapshot.period(), time)).orElse(null);
    return new SqlJoin(
        join.getParserPosition(),
        rewrite(join.getLeft()),
        join.isNaturalNode(),
        join.getJoinTypeNode(),
        versions,
        join.getConditionTypeNode(),
        asOf == null
            ? bound
            : SqlStdOperatorTable.AND.createCall(join.getParserPosition(), bound, asOf));
  }

  private SqlNode asOf(SqlNode period, SqlNode versionTime) {
    return FormFunction.AS_OF.createCall(
        period.getParserPosition(), expressions.rewrite(period), versionTime);
  }

  /// The event time of a bound table, qualified by its alias.
  private Optional<SqlNode> eventTime(SqlCall aliased) {
    if (!(aliased.operand(0) instanceof SqlIdentifier table)
        || !scope.relations().contains(table.getSimple())
        || !(scope.relations().get(table.getSimple()) instanceof Relation.OfTable relation)) {
      return Optional.empty();
    }
    Ast ast = new Ast(aliased.getParserPosition());
    return relation
        .table()
        .facts()
        .watermark()
        .map(watermark -> relation.schema().fields().get(watermark.column()).name())
        .map(name -> ast.column(aliased.operand(1).toString(), ast.name(name)));
  }

  private SqlNode relation(SqlNode node) {
    return switch (node.getKind()) {
      case IDENTIFIER -> table((SqlIdentifier) node);
      case TABLE_REF -> relation(((SqlCall) node).operand(0));
      case AS, JOIN -> rewrite(node);
      case LATERAL ->
          SqlStdOperatorTable.LATERAL.createCall(
              node.getParserPosition(), relation(((SqlCall) node).operand(0)));
      case UNNEST ->
          ((SqlCall) node)
              .getOperator()
              .createCall(
                  node.getParserPosition(), expressions.all(((SqlCall) node).getOperandList()));
      case COLLECTION_TABLE -> function(node, ((SqlCall) node).operand(0));
      case SELECT, ORDER_BY, WITH, UNION, INTERSECT, EXCEPT, VALUES, EXPLICIT_TABLE ->
          queries.rewrite(node);
      default ->
          throw Positions.error(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              node,
              node.getKind().sql + " is not supported in FROM; use a table or a query");
    };
  }

  private SqlNode table(SqlIdentifier identifier) {
    if (identifier.isSimple()) {
      String name = identifier.getSimple();
      if (scope.withNames().stream().anyMatch(name::equalsIgnoreCase)) {
        return identifier;
      }
      if (name.equalsIgnoreCase(recursion)) {
        throw Positions.error(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            identifier,
            "WITH RECURSIVE is not supported yet: " + name + " refers to itself");
      }
    }
    TableNames.Found found = new TableNames(scope.session(), scope.path()).find(identifier);
    scope.sawTable(found);
    Table table = found.table();
    ViewDefinition view = found.view();
    if (table != null) {
      return bind(table, identifier.getParserPosition());
    }
    if (view == null) {
      throw new IllegalStateException(identifier.toString());
    }
    return view(identifier, view);
  }

  private SqlNode bind(Table table, SqlParserPos at) {
    return new SqlIdentifier(scope.relations().add(new Relation.OfTable(table, false)), at);
  }

  private SqlNode view(SqlIdentifier identifier, ViewDefinition view) {
    if (!(StatementParser.parse(view.sql()) instanceof Statement.Query parsed)) {
      throw Positions.error(
          ErrorCode.INVALID_STATEMENT, identifier, "view " + identifier + " is no query");
    }
    scope.enterView(identifier);
    List<SchemaPath> path = scope.exchangePath(view.path());
    List<String> names = List.copyOf(scope.withNames());
    scope.withNames().clear();
    try {
      SqlNode query = queries.rewrite(parsed.query());
      if (view.columns().isEmpty()) {
        return query;
      }
      SqlParserPos at = identifier.getParserPosition();
      List<SqlNode> columns =
          view.columns().stream().<SqlNode>map(name -> new SqlIdentifier(name, at)).toList();
      SqlNode renamed = alias(query, "view", at, columns);
      return QueryRewriter.starOf(at, renamed);
    } finally {
      scope.withNames().addAll(names);
      scope.exchangePath(path);
      scope.leaveView();
    }
  }

  private SqlNode function(SqlNode at, SqlNode inner) {
    if (!(inner instanceof SqlCall call)) {
      throw Positions.error(ErrorCode.FEATURE_NOT_SUPPORTED, at, "TABLE(…) needs a function");
    }
    String name = call.getOperator().getName();
    SqlParserPos position = at.getParserPosition();
    if (name.equalsIgnoreCase(Dialect.READ_FILE)) {
      return bind(file(call), position);
    }
    if (WindowTables.isWindow(call)) {
      return queries.rewrite(WindowTables.query(call));
    }
    TableFunction function =
        scope.session().tableFunction(name.toLowerCase(Locale.ROOT)).orElse(null);
    if (function != null) {
      return bind(apply(function, call), position);
    }
    if (name.equalsIgnoreCase("generate_series") || name.equalsIgnoreCase("unnest")) {
      List<SqlNode> arguments = expressions.all(call.getOperandList());
      SqlNode array =
          name.equalsIgnoreCase("unnest")
              ? arguments.getFirst()
              : expressions.ours("generate_series", position, arguments.toArray(SqlNode[]::new));
      return SqlStdOperatorTable.UNNEST.createCall(position, array);
    }
    String hint =
        Suggestions.hint(name, scope.session().tableFunctionNames(), "SHOW FUNCTIONS lists all");
    throw Positions.error(
        ErrorCode.UNKNOWN_FUNCTION, call, "table function " + name + " does not exist" + hint);
  }

  private Table file(SqlCall call) {
    String path = ((SqlLiteral) call.operand(0)).getValueAs(String.class);
    try {
      return scope.session().fileTable(path);
    } catch (ThalwegException e) {
      throw e.position() != null
          ? e
          : Positions.error(e.code(), call.operand(0), String.valueOf(e.getMessage()));
    }
  }

  private Table apply(TableFunction function, SqlCall call) {
    List<Literal> arguments = new ArrayList<>();
    Map<String, Literal> options = new HashMap<>();
    for (SqlNode operand : call.getOperandList()) {
      if (operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
        SqlCall assignment = (SqlCall) operand;
        String key = assignment.operand(1).toString().toLowerCase(Locale.ROOT);
        options.put(key, constant(assignment.operand(0)));
      } else {
        arguments.add(constant(operand));
      }
    }
    try {
      return function.apply(arguments, options);
    } catch (ThalwegException e) {
      throw e.position() != null
          ? e
          : Positions.error(e.code(), call, String.valueOf(e.getMessage()));
    }
  }

  private static Literal constant(SqlNode node) {
    if (node instanceof SqlLiteral literal) {
      return Literals.of(literal);
    }
    if (node.getKind() == SqlKind.MINUS_PREFIX
        && ((SqlCall) node).operand(0) instanceof SqlNumericLiteral number) {
      return Literals.number(number, true);
    }
    throw Positions.error(
        ErrorCode.INVALID_ARGUMENT, node, "arguments of a table function are constants");
  }
}
