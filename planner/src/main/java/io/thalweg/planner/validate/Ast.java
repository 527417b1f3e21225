package io.thalweg.planner.validate;

import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.TimestampString;

/// Syntax nodes as the parser makes them, for what is written short and means a longer query.
///
/// @param at where what they stand for is in the text
record Ast(SqlParserPos at) {

  SqlIdentifier name(String name) {
    return new SqlIdentifier(name, at);
  }

  SqlNode as(SqlNode node, String alias) {
    return SqlStdOperatorTable.AS.createCall(at, node, name(alias));
  }

  /// A column of the relation `alias`, where the column itself is written.
  SqlNode column(String alias, SqlIdentifier column) {
    SqlParserPos there = column.getParserPosition();
    return new SqlIdentifier(
        List.of(alias, column.getSimple()), null, there, List.of(there, there));
  }

  SqlIdentifier star(String alias) {
    return SqlIdentifier.star(List.of(alias, ""), at, List.of(at, at));
  }

  SqlNode call(String function, SqlNode... operands) {
    return new SqlUnresolvedFunction(
            name(function), null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION)
        .createCall(at, operands);
  }

  /// @param reach how far the frame reaches back in `order`
  SqlNode over(SqlNode call, List<SqlNode> partition, SqlNode order, SqlNode reach) {
    SqlNode window =
        SqlWindow.create(
            null,
            null,
            new SqlNodeList(partition, at),
            SqlNodeList.of(order),
            SqlLiteral.createBoolean(false, at),
            SqlWindow.createPreceding(reach, at),
            SqlWindow.createCurrentRow(at),
            null,
            at);
    return SqlStdOperatorTable.OVER.createCall(at, call, window);
  }

  /// 1970-01-01 00:00:00.
  SqlNode epoch() {
    return SqlLiteral.createTimestamp(
        SqlTypeName.TIMESTAMP, TimestampString.fromMillisSinceEpoch(0), 0, at);
  }

  SqlNode select(SqlNode from, SqlNode... items) {
    return new SqlSelect(
        at,
        null,
        new SqlNodeList(List.of(items), at),
        from,
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
}
