package io.thalweg.planner.physical;

import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.SortKey;
import io.thalweg.planner.logical.Assignment;
import io.thalweg.planner.logical.Column;
import java.util.ArrayList;
import java.util.List;

/// A physical subtree whose root is not cut off yet.
///
/// @param columns the node's columns by position
/// @param spread how its rows are spread over tasks
/// @param rows estimated
record Lowered(PlanNode node, List<Column> columns, Spread spread, double rows) {
  Lowered {
    columns = List.copyOf(columns);
  }

  /// How rows are spread over tasks.
  ///
  /// @param parallel several tasks; otherwise one
  /// @param hashedBy ids of columns: equal values are in one task; empty when that is not known
  record Spread(boolean parallel, List<Integer> hashedBy) {
    static final Spread SINGLE = new Spread(false, List.of());
    static final Spread ANY = new Spread(true, List.of());

    static Spread hashed(List<Integer> ids) {
      return new Spread(true, List.copyOf(ids));
    }

    /// Whether rows with equal values in `ids` are certain to be in one task.
    boolean gathers(List<Integer> ids) {
      return !parallel || (!hashedBy.isEmpty() && ids.containsAll(hashedBy));
    }

    /// How the rows of a projection are spread; by which columns is known when it passes all of
    /// them on, be it by other names.
    Spread through(List<Assignment> assignments) {
      List<Integer> ids = new ArrayList<>();
      for (int id : hashedBy) {
        assignments.stream()
            .filter(each -> each.expression() instanceof ColumnRef ref && ref.index() == id)
            .findFirst()
            .ifPresent(each -> ids.add(each.column().id()));
      }
      return new Spread(parallel, ids.size() == hashedBy.size() ? List.copyOf(ids) : List.of());
    }
  }

  Lowered with(PlanNode newNode, double newRows) {
    return new Lowered(newNode, columns, spread, newRows);
  }

  boolean isParallel() {
    return spread.parallel();
  }

  int ordinal(int id) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).id() == id) {
        return i;
      }
    }
    throw new IllegalStateException("column #" + id + " is not in " + columns);
  }

  List<Integer> ordinals(List<Integer> ids) {
    return ids.stream().map(this::ordinal).toList();
  }

  Expression bind(Expression expression) {
    return Expressions.mapColumns(expression, this::ordinal);
  }

  List<SortKey> keys(List<SortKey> keys) {
    return keys.stream()
        .map(key -> new SortKey(ordinal(key.column()), key.descending(), key.nullsFirst()))
        .toList();
  }
}
