package io.thalweg.planner.validate.calcite;

import io.thalweg.sql.parser.Dialect;
import java.util.List;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/// Calcite's operators that rewritten trees still hold: logic, set operations, subqueries.
///
/// Functions that are called without parentheses are left out, so that a column may have the name
/// of one.
final class Operators implements SqlOperatorTable {
  private final SqlOperatorTable standard = SqlStdOperatorTable.instance();

  @Override
  public void lookupOperatorOverloads(
      @Nullable SqlIdentifier name,
      @Nullable SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> found,
      SqlNameMatcher matcher) {
    if (name == null || syntax == SqlSyntax.FUNCTION_ID) {
      return;
    }
    if (name.isSimple() && name.getSimple().equals(Dialect.GROUPS_OFFSET.getName())) {
      found.add(Dialect.GROUPS_OFFSET);
      return;
    }
    int before = found.size();
    standard.lookupOperatorOverloads(name, category, syntax, found, matcher);
    found
        .subList(before, found.size())
        .removeIf(operator -> operator.getSyntax() == SqlSyntax.FUNCTION_ID);
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return standard.getOperatorList();
  }
}
