package io.thalweg.planner.validate;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.planner.validate.syntax.Positions;
import io.thalweg.sql.parser.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlStarReplace;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/// Binds the tables and operators of a query. Makes new nodes, never changes old ones. Used by one
/// thread, for one statement.
public final class QueryRewriter {
  private final StatementScope scope;
  private final ExpressionRewriter expressions;
  private final FromRewriter from;

  public QueryRewriter(StatementScope scope) {
    this.scope = scope;
    this.expressions = new ExpressionRewriter(this, scope);
    this.from = new FromRewriter(this, expressions, scope);
  }

  /// An expression on its own, for defaults and assignments.
  public SqlNode expression(SqlNode node) {
    return expressions.rewrite(node);
  }

  /// What can stand in FROM, on its own.
  SqlNode relation(SqlNode node) {
    return from.rewrite(node);
  }

  /// The query with everything replaced that Calcite would type its own way.
  public SqlNode rewrite(SqlNode query) {
    return switch (query.getKind()) {
      case SELECT -> select((SqlSelect) query);
      case ORDER_BY -> ordered((SqlOrderBy) query);
      case WITH -> with((SqlWith) query);
      case UNION, INTERSECT, EXCEPT -> setOperation((SqlCall) query);
      case VALUES -> values((SqlCall) query);
      case EXPLICIT_TABLE -> star(query.getParserPosition(), ((SqlCall) query).operand(0));
      default ->
          throw Positions.error(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              query,
              query.getKind().sql + " cannot stand where a query is expected");
    };
  }

  private SqlNode star(SqlParserPos at, SqlNode relation) {
    return starOf(at, from.rewrite(relation));
  }

  private SqlNode setOperation(SqlCall call) {
    List<SqlNode> inputs = new ArrayList<>();
    call.getOperandList().forEach(input -> inputs.add(rewrite(input)));
    return call.getOperator().createCall(call.getParserPosition(), inputs);
  }

  private SqlNode values(SqlCall call) {
    List<SqlNode> rows = new ArrayList<>();
    for (SqlNode row : call.getOperandList()) {
      List<SqlNode> cells =
          row.getKind() == SqlKind.ROW ? ((SqlCall) row).getOperandList() : List.of(row);
      rows.add(SqlStdOperatorTable.ROW.createCall(row.getParserPosition(), expressions.all(cells)));
    }
    return new ConstantRows(scope, rows)
        .relation()
        .map(bound -> starOf(call.getParserPosition(), bound))
        .orElseGet(() -> SqlStdOperatorTable.VALUES.createCall(call.getParserPosition(), rows));
  }

  /// `SELECT *` from a relation that is bound already.
  static SqlNode starOf(SqlParserPos at, SqlNode bound) {
    return new SqlSelect(
        at,
        null,
        SqlNodeList.of(SqlIdentifier.star(at)),
        bound,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private SqlNode with(SqlWith with) {
    int known = scope.withNames().size();
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode node : with.withList) {
      SqlWithItem item = (SqlWithItem) node;
      String name = item.name.getSimple();
      String selfReference = item.recursive.booleanValue() ? name : null;
      SqlNode query = from.withRecursion(selfReference, () -> rewrite(item.query));
      items.add(
          new SqlWithItem(
              item.getParserPosition(),
              item.name,
              item.columnList,
              query,
              SqlLiteral.createBoolean(false, item.getParserPosition())));
      scope.withNames().add(name);
    }
    SqlNode body = rewrite(with.body);
    scope.withNames().subList(known, scope.withNames().size()).clear();
    SqlNodeList list = new SqlNodeList(items, with.withList.getParserPosition());
    return new SqlWith(with.getParserPosition(), list, body);
  }

  private SqlNode ordered(SqlOrderBy query) {
    return new SqlOrderBy(
        query.getParserPosition(),
        rewrite(query.query),
        orderList(query.orderList, query.query),
        count(query.offset, "OFFSET"),
        count(query.fetch, "LIMIT"));
  }

  /// ORDER BY of a query: integers are positions, ALL is all of them.
  private SqlNodeList orderList(SqlNodeList order, SqlNode query) {
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode item : order) {
      if (Dialect.isOrderByAll(item)) {
        orderByAll(item, query, items);
      } else {
        items.add(orderItem(repeated(item, query)));
      }
    }
    return new SqlNodeList(items, order.getParserPosition());
  }

  /// The position of an item that is selected twice under one name: Calcite calls it ambiguous.
  private static SqlNode repeated(SqlNode item, SqlNode query) {
    return switch (item.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST ->
          ((SqlCall) item)
              .getOperator()
              .createCall(item.getParserPosition(), repeated(((SqlCall) item).operand(0), query));
      case IDENTIFIER -> position((SqlIdentifier) item, query);
      default -> item;
    };
  }

  private static SqlNode position(SqlIdentifier item, SqlNode query) {
    if (!item.isSimple() || !(query instanceof SqlSelect select)) {
      return item;
    }
    List<SqlNode> same = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < select.getSelectList().size(); i++) {
      SqlNode selected = select.getSelectList().get(i);
      if (item.getSimple().equalsIgnoreCase(SqlValidatorUtil.alias(selected))) {
        first = same.isEmpty() ? i : first;
        same.add(SqlUtil.stripAs(selected));
      }
    }
    boolean equal =
        same.size() > 1
            && same.stream().allMatch(n -> n.equalsDeep(same.getFirst(), Litmus.IGNORE));
    return equal
        ? SqlLiteral.createExactNumeric(String.valueOf(first + 1), item.getParserPosition())
        : item;
  }

  /// As many positions as there are columns; a `*` is counted when it is known what it stands for.
  private static void orderByAll(SqlNode item, SqlNode query, List<SqlNode> items) {
    SqlNode first = query;
    while (!(first instanceof SqlSelect) && first instanceof SqlCall call) {
      first = call.operand(0);
    }
    if (!(first instanceof SqlSelect select)
        || select.getSelectList().stream().anyMatch(QueryRewriter::isStar)) {
      items.add(item);
      return;
    }
    items.addAll(Dialect.orderByAll(item, select.getSelectList().size()));
  }

  private static boolean isStar(SqlNode item) {
    return item instanceof SqlIdentifier id && id.isStar()
        || item instanceof SqlStarExclude
        || item instanceof SqlStarReplace;
  }

  private SqlNode orderItem(SqlNode item) {
    return switch (item.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST ->
          ((SqlCall) item)
              .getOperator()
              .createCall(item.getParserPosition(), orderItem(((SqlCall) item).operand(0)));
      default -> isPosition(item) ? item : expressions.rewrite(item);
    };
  }

  private static boolean isPosition(SqlNode node) {
    return node instanceof SqlNumericLiteral number && number.isInteger();
  }

  /// LIMIT and OFFSET are literals for Calcite: the value of a `?` decides how to plan.
  private @Nullable SqlNode count(@Nullable SqlNode node, String clause) {
    if (node instanceof SqlDynamicParam parameter) {
      OptionalLong count = scope.count(parameter.getIndex());
      return count.isEmpty()
          ? null
          : SqlLiteral.createExactNumeric(
              Long.toString(count.getAsLong()), node.getParserPosition());
    }
    if (node == null || isPosition(node)) {
      return node;
    }
    if (node instanceof SqlLiteral literal && literal.getValue() == null) {
      return null;
    }
    throw Positions.error(
        ErrorCode.FEATURE_NOT_SUPPORTED, node, clause + " needs an integer constant or a ?");
  }

  private SqlNode select(SqlSelect select) {
    SqlNode relation = select.getFrom() == null ? null : from.rewrite(select.getFrom());
    SqlNode where = within(relation, false, () -> optional(select.getWhere()));
    SqlNodeList group = within(relation, false, () -> groupBy(select));
    boolean aggregates =
        group != null
            || FunctionRewriter.hasAggregate(select.getSelectList())
            || (select.getHaving() != null && FunctionRewriter.hasAggregate(select.getHaving()));
    scope.outerNames().enter(relation, aggregates);
    SqlNode rewritten =
        new SqlSelect(
            select.getParserPosition(),
            keywords((SqlNodeList) select.getOperandList().get(0)),
            selectList(select.getSelectList()),
            relation,
            where,
            group,
            optional(select.getHaving()),
            windows(select.getWindowList()),
            optional(select.getQualify()),
            select.getOrderList() == null ? null : orderList(select.getOrderList(), select),
            count(select.getOffset(), "OFFSET"),
            count(select.getFetch(), "LIMIT"),
            null);
    scope.outerNames().leave();
    return rewritten;
  }

  /// STREAM is the whole statement's, and Calcite has its own idea of it.
  private static @Nullable SqlNodeList keywords(@Nullable SqlNodeList keywords) {
    return keywords == null
        ? null
        : new SqlNodeList(
            keywords.stream().filter(word -> !isStream(word)).toList(),
            keywords.getParserPosition());
  }

  private static boolean isStream(@Nullable SqlNode keyword) {
    return keyword instanceof SqlLiteral literal && literal.getValue() == SqlSelectKeyword.STREAM;
  }

  /// Rewrites a clause whose subqueries see `relation` as an outer query's.
  private <T extends @Nullable Object> T within(
      @Nullable SqlNode relation, boolean aggregates, Supplier<T> clause) {
    scope.outerNames().enter(relation, aggregates);
    T rewritten = clause.get();
    scope.outerNames().leave();
    return rewritten;
  }

  private @Nullable SqlNode optional(@Nullable SqlNode node) {
    return node == null ? null : expressions.condition(node);
  }

  private SqlNodeList windows(@Nullable SqlNodeList windows) {
    List<SqlNode> all = new ArrayList<>();
    if (windows != null) {
      windows.forEach(window -> all.add(expressions.functions().window((SqlWindow) window)));
    }
    return new SqlNodeList(all, SqlParserPos.ZERO);
  }

  private SqlNodeList selectList(SqlNodeList list) {
    List<SqlNode> items = new ArrayList<>();
    list.forEach(item -> items.add(selectItem(item)));
    return new SqlNodeList(items, list.getParserPosition());
  }

  private SqlNode selectItem(SqlNode item) {
    return switch (item) {
      case SqlStarExclude exclude -> exclude;
      case SqlStarReplace replace ->
          new SqlStarReplace(
              replace.getParserPosition(),
              replace.getStarIdentifier(),
              selectList(replace.getReplaceList()));
      case SqlCall call when call.getKind() == SqlKind.AS ->
          SqlStdOperatorTable.AS.createCall(
              call.getParserPosition(), expressions.rewrite(call.operand(0)), call.operand(1));
      default -> named(item);
    };
  }

  private SqlNode named(SqlNode item) {
    SqlParserPos at = item.getParserPosition();
    SqlNode bound = expressions.rewrite(item);
    return ItemNames.of(item)
        .<SqlNode>map(
            name ->
                SqlStdOperatorTable.AS.createCall(
                    at, bound, new SqlIdentifier(List.of(name), null, at, List.of(at))))
        .orElse(bound);
  }

  private @Nullable SqlNodeList groupBy(SqlSelect select) {
    SqlNodeList group = select.getGroup();
    if (group == null) {
      return null;
    }
    List<SqlNode> items = new ArrayList<>();
    if (Dialect.isGroupByAll(group)) {
      for (SqlNode item : select.getSelectList()) {
        SqlNode plain = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
        if (!FunctionRewriter.hasAggregate(plain)) {
          items.add(expressions.rewrite(plain));
        }
      }
    } else {
      group.forEach(item -> items.add(groupItem(item)));
    }
    return new SqlNodeList(items, group.getParserPosition());
  }

  private SqlNode groupItem(SqlNode item) {
    if (item instanceof SqlNodeList list) {
      List<SqlNode> items = new ArrayList<>();
      list.forEach(node -> items.add(groupItem(node)));
      return new SqlNodeList(items, list.getParserPosition());
    }
    return switch (item.getKind()) {
      case ROLLUP, CUBE, GROUPING_SETS, ROW -> {
        SqlCall call = (SqlCall) item;
        List<SqlNode> items = new ArrayList<>();
        call.getOperandList().forEach(node -> items.add(groupItem(node)));
        yield call.getOperator().createCall(item.getParserPosition(), items);
      }
      default -> isPosition(item) ? item : expressions.rewrite(item);
    };
  }
}
