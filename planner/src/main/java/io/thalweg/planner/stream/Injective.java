package io.thalweg.planner.stream;

import io.thalweg.core.expr.Cast;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.DecimalType;
import io.thalweg.core.type.SimpleType;
import java.util.OptionalInt;

/// Tells which expressions give different results for different values: rows that differ in a
/// column still differ in what is computed of it. Stateless.
final class Injective {
  private Injective() {}

  /// The column that `expression` keeps apart; empty when it may make different values equal.
  static OptionalInt column(Expression expression) {
    return switch (expression) {
      case ColumnRef ref -> OptionalInt.of(ref.index());
      case Cast cast when keepsDigits(cast) -> column(cast.input());
      default ->
          EventTime.moved(expression)
              .map(moved -> OptionalInt.of(moved.column()))
              .orElse(OptionalInt.empty());
    };
  }

  /// Exact numbers to exact numbers with as many decimals: what does not fit is an error, unless
  /// the cast is a safe one.
  private static boolean keepsDigits(Cast cast) {
    int from = decimals(cast.input().type());
    return !cast.safe() && from >= 0 && from <= decimals(cast.type());
  }

  /// Digits behind the decimal point; negative for what is no exact number.
  private static int decimals(DataType type) {
    return switch (type) {
      case SimpleType.TINYINT, SimpleType.SMALLINT, SimpleType.INTEGER, SimpleType.BIGINT -> 0;
      case DecimalType decimal -> decimal.scale();
      default -> -1;
    };
  }
}
