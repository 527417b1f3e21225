package io.thalweg.connectors.files.table;

import io.thalweg.connectors.files.source.SourceFile;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One file of a table. Immutable.
///
/// @param ordinals by column of the table: the file's column, or -1 where the file has one value
///   for all rows (a partition's, or NULL for a column it lacks)
/// @param constants by column of the table: that value; null elsewhere
record Member(SourceFile file, int[] ordinals, List<@Nullable Object> constants) {

  boolean isConstant(int column) {
    return ordinals[column] < 0;
  }

  /// Whether the expression reads columns and all of them are in the file.
  boolean isOverFile(Expression expression) {
    BitSet columns = Expressions.columns(expression);
    return !columns.isEmpty() && columns.stream().noneMatch(this::isConstant);
  }

  /// Whether the expression reads columns and all of them have one value.
  boolean isOverConstants(Expression expression) {
    BitSet columns = Expressions.columns(expression);
    return !columns.isEmpty() && columns.stream().allMatch(this::isConstant);
  }

  /// The expression over the file's columns.
  Expression toFile(Expression expression) {
    return Expressions.mapColumns(expression, column -> ordinals[column]);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
