package io.thalweg.planner.rewrite;

import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Cast;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.In;
import io.thalweg.core.expr.Not;
import io.thalweg.core.expr.Or;
import java.util.BitSet;
import java.util.Set;

/// Whether conditions drop rows whose columns of one side are all NULL.
final class NullRejection {
  private static final Set<String> STRICT =
      Set.of(
          "eq",
          "ne",
          "lt",
          "le",
          "gt",
          "ge",
          "add",
          "subtract",
          "multiply",
          "divide",
          "mod",
          "negate",
          "like",
          "ilike",
          "abs",
          "upper",
          "lower",
          "substring");

  private NullRejection() {}

  /// Whether `condition` is never true when all of `columns` are NULL.
  static boolean rejects(Expression condition, BitSet columns) {
    return switch (condition) {
      case And and -> and.children().stream().anyMatch(child -> rejects(child, columns));
      case Or or -> or.children().stream().allMatch(child -> rejects(child, columns));
      case Call call when call.function().equals("is_not_null") ->
          isNull(call.children().getFirst(), columns);
      case Call call when call.function().equals("is_true") ->
          rejects(call.children().getFirst(), columns);
      default -> isNull(condition, columns);
    };
  }

  /// Whether the value is NULL when all of `columns` are.
  private static boolean isNull(Expression expression, BitSet columns) {
    return switch (expression) {
      case ColumnRef ref -> columns.get(ref.index());
      case Cast cast -> isNull(cast.input(), columns);
      case Not not -> isNull(not.input(), columns);
      case In in -> isNull(in.input(), columns);
      case Call call when STRICT.contains(call.function()) ->
          call.children().stream().anyMatch(child -> isNull(child, columns));
      default -> false;
    };
  }
}
