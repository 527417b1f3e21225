package io.thalweg.sql.parser.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `SELECT DISTINCT ON (…)` until its ORDER BY is read: then it becomes `QUALIFY ROW_NUMBER() OVER
/// (PARTITION BY … ORDER BY …) = 1`.
final class DistinctOn extends SqlSelect {
  private final SqlNodeList keys;

  DistinctOn(
      SqlParserPos pos,
      SqlNodeList keys,
      SqlNodeList keywords,
      SqlNodeList items,
      SelectParts parts) {
    super(
        pos,
        keywords,
        items,
        parts.from,
        parts.where,
        parts.groupBy,
        parts.having,
        parts.windows,
        parts.qualify,
        null,
        null,
        null,
        SqlNodeList.EMPTY);
    this.keys = keys;
  }

  /// `query` without a DISTINCT ON in it; those inside parentheses have been expanded before.
  ///
  /// @param orderBy what stands behind `query`
  static SqlNode expand(SqlNode query, @Nullable SqlNodeList orderBy) {
    if (query instanceof DistinctOn select) {
      return select.expand(orderBy == null ? SqlNodeList.EMPTY : orderBy);
    }
    if (query instanceof SqlWith with) {
      with.body = expand(with.body, orderBy);
      return with;
    }
    SqlNode node = query;
    while (SqlKind.SET_QUERY.contains(node.getKind())) {
      SqlCall call = (SqlCall) node;
      for (int i = 0; i < call.operandCount(); i++) {
        if (call.operand(i) instanceof DistinctOn branch) {
          call.setOperand(i, branch.expand(SqlNodeList.EMPTY));
        }
      }
      node = call.operand(0);
    }
    return query;
  }

  private SqlSelect expand(SqlNodeList orderBy) {
    SqlParserPos pos = getParserPosition();
    SqlWindow window =
        SqlWindow.create(
            null,
            null,
            resolved(keys),
            resolved(orderBy),
            SqlLiteral.createBoolean(false, pos),
            null,
            null,
            null,
            SqlWindow.createExcludeNoOthers(pos),
            pos);
    SqlNode number =
        SqlStdOperatorTable.OVER.createCall(
            pos, SqlStdOperatorTable.ROW_NUMBER.createCall(pos), window);
    SqlNode first =
        SqlStdOperatorTable.EQUALS.createCall(pos, number, SqlLiteral.createExactNumeric("1", pos));
    SqlNode own = getQualify();
    if (own != null) {
      first = SqlStdOperatorTable.AND.createCall(pos, own, first);
    }
    return new SqlSelect(
        pos,
        new SqlNodeList(getOperandList().getFirst() instanceof SqlNodeList k ? k : List.of(), pos),
        getSelectList(),
        getFrom(),
        getWhere(),
        getGroup(),
        getHaving(),
        getWindowList(),
        first,
        null,
        null,
        null,
        SqlNodeList.EMPTY);
  }

  /// Ordinals and names of select items replaced by what they stand for: a window has neither.
  private SqlNodeList resolved(SqlNodeList nodes) {
    List<SqlNode> resolved = new ArrayList<>();
    nodes.forEach(node -> resolved.add(resolved(node)));
    return new SqlNodeList(resolved, nodes.getParserPosition());
  }

  private SqlNode resolved(SqlNode node) {
    return switch (node) {
      case SqlBasicCall call when isDirection(call) ->
          call.getOperator()
              .createCall(call.getParserPosition(), resolved((SqlNode) call.operand(0)));
      case SqlNumericLiteral ordinal -> item(ordinal);
      case SqlIdentifier name when name.isSimple() -> item(name);
      default -> node;
    };
  }

  private static boolean isDirection(SqlCall call) {
    return call.getKind() == SqlKind.DESCENDING
        || call.getKind() == SqlKind.NULLS_FIRST
        || call.getKind() == SqlKind.NULLS_LAST;
  }

  private SqlNode item(SqlNumericLiteral ordinal) {
    BigDecimal number = ordinal.bigDecimalValue();
    int index = number == null ? 0 : number.intValue();
    if (index < 1 || index > getSelectList().size()) {
      throw SyntaxErrors.at(
          ordinal.getParserPosition(),
          "position "
              + ordinal
              + " is not in the select list, which has "
              + getSelectList().size()
              + " items");
    }
    return withoutAlias(getSelectList().get(index - 1));
  }

  private SqlNode item(SqlIdentifier name) {
    for (SqlNode item : getSelectList()) {
      if (item.getKind() == SqlKind.AS
          && ((SqlCall) item).operand(1) instanceof SqlIdentifier alias
          && alias.getSimple().equalsIgnoreCase(name.getSimple())) {
        return withoutAlias(item);
      }
    }
    return name;
  }

  private static SqlNode withoutAlias(SqlNode item) {
    return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
  }
}
