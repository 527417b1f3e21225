package io.thalweg.planner.logical;

import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;

/// An output column of a projection and how it is computed.
public record Assignment(Column column, Expression expression) {

  /// Passes `column` on unchanged.
  public static Assignment pass(Column column) {
    return new Assignment(column, column.ref());
  }

  /// Whether the column is the input's own.
  public boolean isPass() {
    return expression instanceof ColumnRef ref && ref.index() == column.id();
  }

  @Override
  public String toString() {
    return isPass() ? column.toString() : column + " := " + expression;
  }
}
