package io.thalweg.planner.validate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/// Which table aliases the queries around the current place have, innermost first. Used by one
/// thread.
///
/// In a query that aggregates, Calcite takes a column of an outer query for one that is not
/// grouped. It accepts such a column as a subquery without FROM, which means the same.
final class OuterNames {
  private final Deque<Level> levels = new ArrayDeque<>();

  private record Level(Set<String> aliases, boolean aggregates) {}

  /// Enters a query, behind its FROM; [#leave] ends it.
  void enter(@Nullable SqlNode relation, boolean aggregates) {
    Set<String> aliases = new HashSet<>();
    if (relation != null) {
      collect(relation, aliases);
    }
    levels.push(new Level(aliases, aggregates));
  }

  void leave() {
    levels.pop();
  }

  private static void collect(SqlNode relation, Set<String> aliases) {
    switch (relation) {
      case SqlJoin join -> {
        collect(join.getLeft(), aliases);
        collect(join.getRight(), aliases);
      }
      case SqlCall call when call.getKind() == SqlKind.AS -> add(call.operand(1), aliases);
      case SqlIdentifier name -> add(name, aliases);
      default -> {}
    }
  }

  private static void add(SqlIdentifier name, Set<String> aliases) {
    aliases.add(name.names.getLast().toLowerCase(Locale.ROOT));
  }

  /// The column of an outer query as Calcite accepts it; any other as it is.
  SqlNode outer(SqlIdentifier column) {
    Level own = levels.peek();
    if (own == null || !own.aggregates() || column.names.size() != 2 || column.isStar()) {
      return column;
    }
    String qualifier = column.names.getFirst().toLowerCase(Locale.ROOT);
    boolean isOuter =
        !own.aliases().contains(qualifier)
            && levels.stream().anyMatch(level -> level.aliases().contains(qualifier));
    if (!isOuter) {
      return column;
    }
    SqlNode query =
        new SqlSelect(
            column.getParserPosition(),
            null,
            SqlNodeList.of(column),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return SqlStdOperatorTable.SCALAR_QUERY.createCall(column.getParserPosition(), query);
  }
}
