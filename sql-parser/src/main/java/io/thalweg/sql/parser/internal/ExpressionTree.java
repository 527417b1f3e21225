package io.thalweg.sql.parser.internal;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.sql.parser.ParserLimits;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserUtil;

/// Makes a tree of a flat list of operands and operators, as the grammar reads expressions.
///
/// Calcite's own conversion does the work for short lists. Chains of OR and AND, which programs
/// write thousands of terms long, become balanced trees first: everything behind the parser walks
/// trees recursively.
final class ExpressionTree {
  private ExpressionTree() {}

  static SqlNode of(List<Object> list) {
    return split(list, SqlKind.OR, SqlStdOperatorTable.OR);
  }

  private static SqlNode split(List<Object> list, SqlKind kind, SqlBinaryOperator operator) {
    List<SqlNode> terms = new ArrayList<>();
    int start = 0;
    int betweens = 0;
    for (int i = 0; i < list.size(); i++) {
      SqlKind at = kind(list.get(i));
      if (at == SqlKind.BETWEEN) {
        betweens++;
      } else if (at == SqlKind.AND && betweens > 0) {
        betweens--;
      } else if (at == kind) {
        terms.add(term(list.subList(start, i), kind));
        start = i + 1;
      }
    }
    terms.add(term(list.subList(start, list.size()), kind));
    return balanced(terms, operator);
  }

  private static SqlKind kind(Object item) {
    return item instanceof SqlParserUtil.ToTreeListItem operator
        ? operator.getOperator().getKind()
        : SqlKind.OTHER;
  }

  private static SqlNode term(List<Object> list, SqlKind split) {
    if (split == SqlKind.OR) {
      return split(list, SqlKind.AND, SqlStdOperatorTable.AND);
    }
    if (list.size() == 1 && list.getFirst() instanceof SqlNode node) {
      return node;
    }
    if (list.size() > 2 * ParserLimits.MOST_OPERATORS) {
      throw new ThalwegException(
          ErrorCode.STATEMENT_TOO_COMPLEX,
          "an expression has more than "
              + ParserLimits.MOST_OPERATORS
              + " operators in a row; group them with parentheses");
    }
    return SqlParserUtil.toTree(new ArrayList<>(list));
  }

  private static SqlNode balanced(List<SqlNode> terms, SqlOperator operator) {
    if (terms.size() == 1) {
      return terms.getFirst();
    }
    int middle = (terms.size() + 1) / 2;
    SqlNode left = balanced(terms.subList(0, middle), operator);
    SqlNode right = balanced(terms.subList(middle, terms.size()), operator);
    return operator.createCall(
        left.getParserPosition().plus(right.getParserPosition()), left, right);
  }
}
