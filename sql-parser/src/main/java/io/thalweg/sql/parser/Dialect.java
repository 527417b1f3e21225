package io.thalweg.sql.parser;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.jspecify.annotations.Nullable;

/// What parsed queries hold beyond Calcite's own operators. What needs no schema is rewritten by
/// the parser; the rest is marked here for the planner to replace.
///
/// | text | node |
/// |---|---|
/// | `GROUP BY ALL` | the group list has one item, a call of [#GROUP_BY_ALL] |
/// | `ORDER BY ALL [DESC] [NULLS …]` | the order list has one item, [#ORDER_BY_ALL], wrapped as any item |
/// | `FROM 'path'`, `FROM f(…)` | `TABLE(read_file('path'))`, `TABLE(f(…))`: Calcite's COLLECTION_TABLE of an unresolved function |
/// | `* EXCLUDE (…)`, `* REPLACE (…)` | Calcite's `SqlStarExclude` and `SqlStarReplace` |
/// | `a::type` | a call of `CAST` |
/// | `a AT TIME ZONE z` | a call of [#AT_TIME_ZONE] |
/// | `DISTINCT ON (…)` | `QUALIFY ROW_NUMBER() OVER (PARTITION BY … ORDER BY …) = 1` |
/// | `GROUPS BETWEEN n PRECEDING …` | a ROWS frame whose offsets are calls of [#GROUPS_OFFSET]; without offsets a RANGE frame, which is the same |
public final class Dialect {
  /// Between casts and multiplication.
  private static final int AT_TIME_ZONE_PRECEDENCE = 70;

  /// Stands for every item of the select list without an aggregate.
  public static final SqlOperator GROUP_BY_ALL = marker("GROUP BY ALL");

  /// Stands for every item of the select list, from left to right.
  public static final SqlOperator ORDER_BY_ALL = marker("ORDER BY ALL");

  /// `timestamp AT TIME ZONE zone`.
  public static final SqlBinaryOperator AT_TIME_ZONE =
      new SqlBinaryOperator(
          "AT TIME ZONE",
          SqlKind.OTHER,
          AT_TIME_ZONE_PRECEDENCE,
          true,
          ReturnTypes.ARG0_NULLABLE,
          null,
          OperandTypes.ANY_ANY);

  /// The table function that `FROM 'path'` calls; it finds the format from the name's ending.
  public static final String READ_FILE = "read_file";

  /// Wraps the offset of a frame that counts groups of peers instead of rows.
  public static final SqlFunction GROUPS_OFFSET =
      new SqlFunction(
          "$GROUPS",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0,
          null,
          OperandTypes.NUMERIC,
          SqlFunctionCategory.SYSTEM);

  private Dialect() {}

  /// Whether the list of GROUP BY says ALL.
  public static boolean isGroupByAll(@Nullable SqlNodeList groupBy) {
    return groupBy != null && groupBy.size() == 1 && isCall(groupBy.get(0), GROUP_BY_ALL);
  }

  /// Whether an item of ORDER BY, without its DESC and NULLS, is ALL.
  public static boolean isOrderByAll(SqlNode item) {
    return switch (item.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> isOrderByAll(((SqlCall) item).operand(0));
      default -> isCall(item, ORDER_BY_ALL);
    };
  }

  /// What an `ALL` of ORDER BY stands for: positions from 1, each ordered as the `ALL` is.
  ///
  /// @param columns how many the query has
  public static List<SqlNode> orderByAll(SqlNode item, int columns) {
    return IntStream.rangeClosed(1, columns)
        .mapToObj(
            position ->
                decorated(
                    item,
                    SqlLiteral.createExactNumeric(
                        Integer.toString(position), item.getParserPosition())))
        .toList();
  }

  private static SqlNode decorated(SqlNode item, SqlNode position) {
    return switch (item.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST ->
          ((SqlCall) item)
              .getOperator()
              .createCall(
                  item.getParserPosition(), decorated(((SqlCall) item).operand(0), position));
      default -> position;
    };
  }

  /// Whether the outermost SELECT of a query says STREAM.
  public static boolean isStreaming(SqlNode query) {
    SqlNode node = query;
    while (true) {
      switch (node) {
        case SqlOrderBy order -> node = order.query;
        case SqlWith with -> node = with.body;
        case SqlSelect select -> {
          return select.isKeywordPresent(SqlSelectKeyword.STREAM);
        }
        case SqlCall call when SqlKind.SET_QUERY.contains(call.getKind()) -> node = call.operand(0);
        default -> {
          return false;
        }
      }
    }
  }

  private static boolean isCall(SqlNode node, SqlOperator operator) {
    return node instanceof SqlCall call && call.getOperator() == operator;
  }

  private static SqlOperator marker(String name) {
    return new SqlSpecialOperator(name, SqlKind.OTHER) {
      @Override
      public void unparse(SqlWriter writer, SqlCall call, int leftPrecedence, int rightPrecedence) {
        writer.keyword("ALL");
      }
    };
  }
}
