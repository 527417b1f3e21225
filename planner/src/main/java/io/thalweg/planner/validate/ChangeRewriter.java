package io.thalweg.planner.validate;

import io.thalweg.core.connector.ChangeAction;
import io.thalweg.core.connector.Table;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.validate.calcite.Relation;
import io.thalweg.planner.validate.operator.CastFunction;
import io.thalweg.planner.validate.operator.CatalogFunction;
import io.thalweg.planner.validate.operator.FormFunction;
import io.thalweg.planner.validate.syntax.Positions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMerge;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUpdate;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// Turns a change of a table into the query whose rows a table's sink takes: for INSERT the rows,
/// otherwise those of [ChangeAction]. Used by one thread, for one statement.
public final class ChangeRewriter {
  private final StatementScope scope;
  private final QueryRewriter queries;

  public ChangeRewriter(StatementScope scope) {
    this.scope = scope;
    this.queries = new QueryRewriter(scope);
  }

  /// @param query rewritten; for INSERT it yields the columns of `ordinals`, for the others rows as
  ///   [ChangeAction] describes
  /// @param ordinals of the table's columns
  public record Change(ChangeTarget target, SqlNode query, List<Integer> ordinals) {}

  public Change insert(SqlInsert insert) {
    ChangeTarget target = ChangeTarget.find(insert.getTargetTable(), scope);
    List<Integer> ordinals = target.ordinals(insert.getTargetColumnList());
    SqlNode source = insert.getSource();
    SqlNode query =
        source.getKind() == SqlKind.VALUES
            ? values(target, ordinals, (SqlCall) source)
            : queries.rewrite(source);
    return new Change(target, query, ordinals);
  }

  /// VALUES with DEFAULT as NULL and each `?` of its column's type.
  private SqlNode values(ChangeTarget target, List<Integer> ordinals, SqlCall values) {
    List<SqlNode> rows = new ArrayList<>();
    for (SqlNode row : values.getOperandList()) {
      List<SqlNode> cells = new ArrayList<>();
      for (SqlNode cell : ((SqlCall) row).getOperandList()) {
        cells.add(
            cell.getKind() == SqlKind.DEFAULT
                ? SqlLiteral.createNull(cell.getParserPosition())
                : cell);
      }
      if (cells.size() != ordinals.size()) {
        throw Positions.error(
            ErrorCode.INVALID_STATEMENT,
            row,
            "INSERT has " + ordinals.size() + " columns but a row of " + cells.size() + " values");
      }
      rows.add(SqlStdOperatorTable.ROW.createCall(row.getParserPosition(), cells));
    }
    SqlNode query =
        queries.rewrite(SqlStdOperatorTable.VALUES.createCall(values.getParserPosition(), rows));
    if (query.getKind() != SqlKind.VALUES) {
      return query;
    }
    List<SqlNode> typed = new ArrayList<>();
    for (SqlNode row : ((SqlCall) query).getOperandList()) {
      List<SqlNode> cells = new ArrayList<>();
      for (SqlNode cell : ((SqlCall) row).getOperandList()) {
        cells.add(cast(target, ordinals.get(cells.size()), cell));
      }
      typed.add(SqlStdOperatorTable.ROW.createCall(row.getParserPosition(), cells));
    }
    return SqlStdOperatorTable.VALUES.createCall(values.getParserPosition(), typed);
  }

  public Change update(SqlUpdate update) {
    ChangeTarget target = ChangeTarget.find(update.getTargetTable(), scope);
    Source source = new Source(target, update.getAlias());
    List<SqlNode> values = source.columns();
    assign(target, update, values);
    return change(source, ChangeAction.UPDATE, values, update.getCondition());
  }

  /// Replaces the values of the columns that SET names.
  private void assign(ChangeTarget target, SqlUpdate update, List<SqlNode> values) {
    List<Integer> ordinals = target.ordinals(update.getTargetColumnList());
    for (int i = 0; i < ordinals.size(); i++) {
      SqlNode value = queries.expression(update.getSourceExpressionList().get(i));
      values.set(ordinals.get(i), cast(target, ordinals.get(i), value));
    }
  }

  public Change delete(SqlDelete delete) {
    ChangeTarget target = ChangeTarget.find(delete.getTargetTable(), scope);
    Source source = new Source(target, delete.getAlias());
    return change(source, ChangeAction.DELETE, nulls(target), delete.getCondition());
  }

  private Change change(
      Source source, ChangeAction action, List<SqlNode> values, @Nullable SqlNode condition) {
    List<SqlNode> items = new ArrayList<>();
    items.add(action(action));
    items.add(source.column(Table.ROW_ID));
    items.addAll(values);
    SqlNode where = condition == null ? null : queries.expression(condition);
    return new Change(source.target(), select(items, source.relation(), where), List.of());
  }

  /// The source joined with the table: a row that meets one of the table's updates it, the others
  /// are inserted.
  public Change merge(SqlMerge merge) {
    ChangeTarget target = ChangeTarget.find(merge.getTargetTable(), scope);
    Source source = new Source(target, merge.getAlias());
    SqlUpdate update = merge.getUpdateCall();
    SqlInsert insert = merge.getInsertCall();
    SqlParserPos at = merge.getParserPosition();
    SqlNode isNew = new CatalogFunction("is_null").createCall(at, source.column(Table.ROW_ID));
    List<SqlNode> updated = source.columns();
    if (update != null) {
      assign(target, update, updated);
    }
    List<SqlNode> inserted = insert == null ? nulls(target) : inserted(target, insert);
    List<SqlNode> items = new ArrayList<>();
    items.add(choice(isNew, action(ChangeAction.INSERT), action(ChangeAction.UPDATE)));
    items.add(source.column(Table.ROW_ID));
    for (int i = 0; i < updated.size(); i++) {
      items.add(choice(isNew, inserted.get(i), updated.get(i)));
    }
    SqlNode join =
        new SqlJoin(
            at,
            source.relation(),
            SqlLiteral.createBoolean(false, at),
            (insert == null ? JoinType.INNER : JoinType.RIGHT).symbol(at),
            queries.relation(merge.getSourceTableRef()),
            JoinConditionType.ON.symbol(at),
            queries.expression(merge.getCondition()));
    return new Change(target, select(items, join, update == null ? isNew : null), List.of());
  }

  private List<SqlNode> inserted(ChangeTarget target, SqlInsert insert) {
    List<Integer> ordinals = target.ordinals(insert.getTargetColumnList());
    SqlCall row = (SqlCall) ((SqlCall) insert.getSource()).operand(0);
    if (row.operandCount() != ordinals.size()) {
      throw Positions.error(
          ErrorCode.INVALID_STATEMENT,
          row,
          "INSERT has " + ordinals.size() + " columns but " + row.operandCount() + " values");
    }
    List<SqlNode> values = nulls(target);
    for (int i = 0; i < ordinals.size(); i++) {
      SqlNode value = queries.expression(row.operand(i));
      values.set(ordinals.get(i), cast(target, ordinals.get(i), value));
    }
    return values;
  }

  private static SqlNode choice(SqlNode condition, SqlNode yes, SqlNode no) {
    return FormFunction.CASE.createCall(SqlParserPos.ZERO, condition, yes, no);
  }

  private static SqlNode action(ChangeAction action) {
    return ExpressionRewriter.constant(
        new Literal(SimpleType.INTEGER, action.ordinal()), SqlParserPos.ZERO);
  }

  private static List<SqlNode> nulls(ChangeTarget target) {
    List<SqlNode> nulls = new ArrayList<>();
    for (int i = 0; i < target.schema().size(); i++) {
      nulls.add(cast(target, i, SqlLiterals.untypedNull(SqlParserPos.ZERO)));
    }
    return nulls;
  }

  private static SqlNode cast(ChangeTarget target, int ordinal, SqlNode value) {
    DataType type = target.schema().fields().get(ordinal).type();
    return new CastFunction(type, false).createCall(value.getParserPosition(), value);
  }

  private static SqlNode select(List<SqlNode> items, SqlNode from, @Nullable SqlNode where) {
    SqlParserPos at = from.getParserPosition();
    List<SqlNode> named = new ArrayList<>();
    for (SqlNode item : items) {
      SqlNode alias = new SqlIdentifier("$change" + named.size(), at);
      named.add(SqlStdOperatorTable.AS.createCall(at, item, alias));
    }
    return new SqlSelect(
        at,
        null,
        new SqlNodeList(named, at),
        from,
        where,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /// The table with its row id, under the name that the statement's expressions use.
  private final class Source {
    private final ChangeTarget target;
    private final SqlNode relation;
    private final String alias;

    Source(ChangeTarget target, @Nullable SqlIdentifier alias) {
      this.target = target;
      this.alias = alias == null ? target.name().names.getLast() : alias.getSimple();
      SqlParserPos at = target.name().getParserPosition();
      String name = scope.relations().add(new Relation.OfTable(target.table(), true));
      this.relation =
          SqlStdOperatorTable.AS.createCall(
              at, new SqlIdentifier(name, at), new SqlIdentifier(this.alias, at));
    }

    ChangeTarget target() {
      return target;
    }

    SqlNode relation() {
      return relation;
    }

    SqlNode column(String name) {
      return new SqlIdentifier(List.of(alias, name), SqlParserPos.ZERO);
    }

    List<SqlNode> columns() {
      List<SqlNode> columns = new ArrayList<>();
      target.schema().fields().forEach(field -> columns.add(column(field.name())));
      return columns;
    }
  }
}
