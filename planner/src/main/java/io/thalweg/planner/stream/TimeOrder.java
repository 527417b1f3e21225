package io.thalweg.planner.stream;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.planner.stream.EventTime.Moved;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a condition says of the order of two times: `upper >= lower + micros`, both ordinals of
/// columns.
record TimeOrder(int upper, int lower, long micros) {

  /// Everything the conjuncts of `condition` say.
  static List<TimeOrder> of(Expression condition) {
    List<TimeOrder> all = new ArrayList<>();
    for (Expression conjunct : Expressions.conjuncts(condition)) {
      if (conjunct instanceof Call call && call.children().size() == 2) {
        comparison(call, all);
      }
    }
    return all;
  }

  private static void comparison(Call call, List<TimeOrder> all) {
    Expression first = call.children().get(0);
    Expression second = call.children().get(1);
    Optional<Moved> left = EventTime.moved(first);
    Optional<Moved> right = EventTime.moved(second);
    if (left.isPresent() && right.isPresent()) {
      compare(call.function(), left.get(), right.get(), all);
      return;
    }
    // a - b <= interval
    difference(first, second).ifPresent(d -> compare(call.function(), d.minuend, d.bound, all));
    difference(second, first).ifPresent(d -> compare(call.function(), d.bound, d.minuend, all));
  }

  private record Difference(Moved minuend, Moved bound) {}

  private static Optional<Difference> difference(Expression difference, Expression length) {
    OptionalLong micros = EventTime.micros(length);
    if (micros.isEmpty()
        || !(difference instanceof Call call)
        || !call.function().equals("subtract")
        || call.children().size() != 2) {
      return Optional.empty();
    }
    Optional<Moved> from = EventTime.moved(call.children().get(0));
    Optional<Moved> to = EventTime.moved(call.children().get(1));
    return from.isPresent() && to.isPresent()
        ? Optional.of(new Difference(from.get(), to.get().by(micros.getAsLong())))
        : Optional.empty();
  }

  private static void compare(String function, Moved a, Moved b, List<TimeOrder> all) {
    switch (function) {
      case "ge" -> all.add(atLeast(a, b, 0));
      case "gt" -> all.add(atLeast(a, b, 1));
      case "le" -> all.add(atLeast(b, a, 0));
      case "lt" -> all.add(atLeast(b, a, 1));
      case "eq" -> {
        all.add(atLeast(a, b, 0));
        all.add(atLeast(b, a, 0));
      }
      default -> {}
    }
  }

  private static TimeOrder atLeast(Moved upper, Moved lower, long more) {
    return new TimeOrder(upper.column(), lower.column(), lower.micros() - upper.micros() + more);
  }

  /// Two columns that are equal, when they are times.
  static List<TimeOrder> equal(ColumnRef a, ColumnRef b) {
    return EventTime.isTime(a.type()) && EventTime.isTime(b.type())
        ? List.of(new TimeOrder(a.index(), b.index(), 0), new TimeOrder(b.index(), a.index(), 0))
        : List.of();
  }
}
