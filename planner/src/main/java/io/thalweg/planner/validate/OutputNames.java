package io.thalweg.planner.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlStarReplace;

/// Names of result columns without an alias, as PostgreSQL gives them: the function's, or
/// `?column?`.
public final class OutputNames {
  private static final String GENERATED = "EXPR$";
  private static final String UNNAMED = "?column?";

  private OutputNames() {}

  /// The names with those replaced that Calcite made up.
  ///
  /// @param query as parsed
  public static List<String> of(SqlNode query, List<String> names) {
    SqlNode first = query;
    while (!(first instanceof SqlSelect) && first instanceof SqlCall call && isQuery(call)) {
      first = call.getKind() == SqlKind.WITH ? call.operand(1) : call.operand(0);
    }
    List<SqlNode> items =
        first instanceof SqlSelect select ? List.copyOf(select.getSelectList()) : List.of();
    List<String> result = new ArrayList<>();
    int star = firstStar(items);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (!name.startsWith(GENERATED)) {
        result.add(name);
        continue;
      }
      int fromEnd = names.size() - i;
      int item = i < star ? i : items.size() - fromEnd;
      result.add(item >= 0 && item < items.size() ? name(items.get(item)) : UNNAMED);
    }
    return result;
  }

  private static boolean isQuery(SqlCall call) {
    return switch (call.getKind()) {
      case ORDER_BY, WITH, UNION, INTERSECT, EXCEPT -> true;
      default -> false;
    };
  }

  private static int firstStar(List<SqlNode> items) {
    for (int i = 0; i < items.size(); i++) {
      SqlNode item = items.get(i);
      if (item instanceof SqlStarExclude
          || item instanceof SqlStarReplace
          || (item instanceof SqlIdentifier id && id.isStar())) {
        return i;
      }
    }
    return items.size();
  }

  private static String name(SqlNode item) {
    if (item instanceof SqlIdentifier id) {
      return id.names.getLast();
    }
    if (!(item instanceof SqlCall call)) {
      return UNNAMED;
    }
    return switch (call.getKind()) {
      case OVER, FILTER, WITHIN_GROUP, IGNORE_NULLS, RESPECT_NULLS -> name(call.operand(0));
      case CASE -> "case";
      case EXISTS -> "exists";
      case CAST, SAFE_CAST -> cast(call);
      case SCALAR_QUERY ->
          call.operand(0) instanceof SqlSelect select && select.getSelectList().size() == 1
              ? alias(select.getSelectList().get(0))
              : UNNAMED;
      default ->
          call.getOperator() instanceof SqlFunction
              ? call.getOperator().getName().toLowerCase(Locale.ROOT)
              : UNNAMED;
    };
  }

  private static String alias(SqlNode item) {
    return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1).toString() : name(item);
  }

  private static String cast(SqlCall call) {
    String inner = name(call.operand(0));
    return inner.equals(UNNAMED)
        ? call.operand(1).toString().toLowerCase(Locale.ROOT).replaceAll("\\(.*", "").strip()
        : inner;
  }
}
