package io.thalweg.planner.validate;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.planner.PlannerSession;
import io.thalweg.planner.SchemaPath;
import io.thalweg.planner.validate.calcite.Relations;
import io.thalweg.planner.validate.operator.LiftedFunction;
import io.thalweg.planner.validate.syntax.Positions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/// What one statement is bound against, and what was found out about it on the way. Used by one
/// thread.
public final class StatementScope {
  private static final int MOST_VIEWS = 64;

  private final PlannerSession session;
  private final Relations relations = new Relations();
  private final List<String> withNames = new ArrayList<>();
  private final OuterNames outerNames = new OuterNames();
  private final List<List<String>> tables = new ArrayList<>();
  private final Set<Integer> counts = new TreeSet<>();
  private List<SchemaPath> path;
  private int parameters;
  private boolean fixed = true;
  private int viewDepth;
  private @Nullable LiftedLiterals literals;

  public StatementScope(PlannerSession session) {
    this.session = session;
    this.path = session.searchPath();
  }

  /// Leaves values out of the tree from now on.
  ///
  /// @param lifted of the statement's own text; views keep their constants
  public void lift(LiftedLiterals lifted) {
    literals = lifted;
  }

  /// What stands for a constant whose value is left out.
  Optional<LiftedFunction> lifted(SqlLiteral literal) {
    LiftedLiterals lifted = literals;
    return lifted == null || viewDepth > 0 ? Optional.empty() : lifted.replacement(literal);
  }

  public PlannerSession session() {
    return session;
  }

  List<SchemaPath> path() {
    return path;
  }

  /// Looks unqualified names up elsewhere from now on; returns where it was.
  List<SchemaPath> exchangePath(List<SchemaPath> newPath) {
    List<SchemaPath> old = path;
    path = newPath;
    return old;
  }

  public Relations relations() {
    return relations;
  }

  /// Names that WITH clauses around the current place define, innermost last.
  List<String> withNames() {
    return withNames;
  }

  OuterNames outerNames() {
    return outerNames;
  }

  /// Notes a table that stands in FROM without an alias.
  void sawTable(TableNames.Found found) {
    tables.add(List.of(found.schema().catalog(), found.schema().schema(), found.name()));
  }

  /// `catalog.schema.table.column` as `table.column` when FROM has that table: Calcite knows tables
  /// by their last name only.
  SqlIdentifier shortened(SqlIdentifier name) {
    for (List<String> table : tables) {
      for (int from = 0; from < 2; from++) {
        List<String> qualifier = table.subList(from, table.size());
        int length = qualifier.size();
        if (name.names.size() > length && equal(qualifier, name.names.subList(0, length))) {
          return name.getComponent(length - 1, name.names.size());
        }
      }
    }
    return name;
  }

  private static boolean equal(List<String> a, List<String> b) {
    for (int i = 0; i < a.size(); i++) {
      if (!a.get(i).equalsIgnoreCase(b.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// How many `?` the statement has.
  public int parameters() {
    return parameters;
  }

  void sawParameter(int index) {
    parameters = Math.max(parameters, index + 1);
  }

  /// Those of the `?` that stand in LIMIT or OFFSET, counted from 0.
  public Set<Integer> counts() {
    return counts;
  }

  /// The value of a `?` that stands in LIMIT or OFFSET, as far as it is known.
  OptionalLong count(int index) {
    sawParameter(index);
    counts.add(index);
    return session.count(index);
  }

  /// Whether the plan stays right when time passes: no now() in it.
  public boolean isFixed() {
    return fixed;
  }

  void dependsOnTime() {
    fixed = false;
  }

  /// Enters a view; every [#enterView] is followed by a [#leaveView].
  void enterView(SqlNode at) {
    if (++viewDepth > MOST_VIEWS) {
      throw Positions.error(
          ErrorCode.STATEMENT_TOO_COMPLEX,
          at,
          "views refer to each other more than 64 levels deep; does one contain itself?");
    }
  }

  void leaveView() {
    viewDepth--;
  }
}
