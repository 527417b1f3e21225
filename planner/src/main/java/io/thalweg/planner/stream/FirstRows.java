package io.thalweg.planner.stream;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Cast;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.Filter;
import io.thalweg.core.plan.Window;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// `ROW_NUMBER() … <= n`: what a filter right above a window wants of it.
final class FirstRows {
  private static final Set<String> POSITIONS = Set.of("row_number", "rank", "dense_rank");

  private FirstRows() {}

  /// The largest position that `filter` keeps; empty when it keeps others too.
  static OptionalLong of(Filter filter) {
    if (!(filter.input() instanceof Window window)
        || window.calls().size() != 1
        || !POSITIONS.contains(window.calls().getFirst().call().function())) {
      return OptionalLong.empty();
    }
    int position = window.schema().size() - 1;
    OptionalLong least = OptionalLong.empty();
    for (Expression conjunct : Expressions.conjuncts(filter.predicate())) {
      OptionalLong most = most(conjunct, position);
      if (most.isPresent() && (least.isEmpty() || most.getAsLong() < least.getAsLong())) {
        least = most;
      }
    }
    return least;
  }

  private static OptionalLong most(Expression conjunct, int position) {
    if (!(conjunct instanceof Call call) || call.children().size() != 2) {
      return OptionalLong.empty();
    }
    List<Expression> sides = call.children();
    boolean turned = isPosition(sides.get(1), position);
    Expression bound = sides.get(turned ? 0 : 1);
    if (!(turned || isPosition(sides.get(0), position))
        || !(bound instanceof Literal literal)
        || !literal.type().isInteger()
        || !(literal.value() instanceof Number number)) {
      return OptionalLong.empty();
    }
    long value = number.longValue();
    return switch (call.function()) {
      case "eq" -> OptionalLong.of(value);
      case "le" -> turned ? OptionalLong.empty() : OptionalLong.of(value);
      case "lt" -> turned ? OptionalLong.empty() : OptionalLong.of(value - 1);
      case "ge" -> turned ? OptionalLong.of(value) : OptionalLong.empty();
      case "gt" -> turned ? OptionalLong.of(value - 1) : OptionalLong.empty();
      default -> OptionalLong.empty();
    };
  }

  private static boolean isPosition(Expression expression, int position) {
    return switch (expression) {
      case ColumnRef ref -> ref.index() == position;
      case Cast cast -> cast.type().isInteger() && isPosition(cast.input(), position);
      default -> false;
    };
  }
}
