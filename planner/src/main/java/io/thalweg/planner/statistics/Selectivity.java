package io.thalweg.planner.statistics;

import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.In;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.expr.Not;
import io.thalweg.core.expr.Or;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which fraction of rows conditions keep.
public final class Selectivity {
  private static final double RANGE = 1.0 / 3;
  private static final double PATTERN = 0.08;
  private static final double UNKNOWN = 0.25;

  private final Estimate input;

  public Selectivity(Estimate input) {
    this.input = input;
  }

  /// A column's interval, from all conditions on it.
  private record Range(double low, double high) {
    Range atLeast(double value) {
      return new Range(Math.max(low, value), high);
    }

    Range atMost(double value) {
      return new Range(low, Math.min(high, value));
    }
  }

  /// Of all conjuncts together.
  public double of(List<Expression> conjuncts) {
    Map<Integer, Range> ranges = new HashMap<>();
    double fraction = 1;
    for (Expression conjunct : conjuncts) {
      if (!addRange(conjunct, ranges)) {
        fraction *= of(conjunct);
      }
    }
    for (Map.Entry<Integer, Range> range : ranges.entrySet()) {
      fraction *= of(input.columns().get(range.getKey()), range.getValue());
    }
    return fraction;
  }

  private static double of(@Nullable ColumnEstimate column, Range range) {
    if (column == null || !column.hasRange() || column.max() <= column.min()) {
      return RANGE;
    }
    double covered = Math.min(range.high(), column.max()) - Math.max(range.low(), column.min());
    double least = 1 / Math.max(1, column.distinct());
    return Math.clamp(covered / (column.max() - column.min()), least, 1);
  }

  /// Notes a comparison of a column with a constant; false when it is none.
  private boolean addRange(Expression conjunct, Map<Integer, Range> ranges) {
    if (!(conjunct instanceof Call call)
        || call.children().size() != 2
        || !(call.children().get(0) instanceof ColumnRef ref)
        || !(call.children().get(1) instanceof Literal literal)) {
      return false;
    }
    ColumnEstimate column = input.columns().get(ref.index());
    double value = number(literal.value());
    if (column == null || !column.hasRange() || !Double.isFinite(value)) {
      return false;
    }
    Range all = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    Range range = ranges.getOrDefault(ref.index(), all);
    switch (call.function()) {
      case "gt", "ge" -> ranges.put(ref.index(), range.atLeast(value));
      case "lt", "le" -> ranges.put(ref.index(), range.atMost(value));
      default -> {
        return false;
      }
    }
    return true;
  }

  /// A constant on the number line of its type; NaN when it has no place there.
  static double number(@Nullable Object value) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case LocalDate date -> date.toEpochDay();
      case LocalDateTime time -> time.toEpochSecond(ZoneOffset.UTC);
      case null, default -> Double.NaN;
    };
  }

  private double of(Expression condition) {
    return switch (condition) {
      case And and -> of(and.children());
      case Or or -> {
        double none = 1;
        for (Expression child : or.children()) {
          none *= 1 - of(child);
        }
        yield 1 - none;
      }
      case Not not -> Math.max(0.01, 1 - of(not.input()));
      case In in ->
          in.input() instanceof ColumnRef ref
              ? Math.min(1, in.options().size() / input.distinct(ref.index()))
              : Math.min(0.5, 0.05 * in.options().size());
      case Literal literal -> Literal.TRUE.equals(literal) ? 1 : 0;
      case Call call -> call(call);
      default -> UNKNOWN;
    };
  }

  private double call(Call call) {
    return switch (call.function()) {
      case "eq", "is_not_distinct_from" -> equal(call);
      case "ne" -> Math.max(0.1, 1 - equal(call));
      case "lt", "le", "gt", "ge" -> RANGE;
      case "like", "ilike", "similar_to" -> PATTERN;
      case "is_null" -> nulls(call.children().getFirst());
      case "is_not_null" -> 1 - nulls(call.children().getFirst());
      default -> UNKNOWN;
    };
  }

  private double nulls(Expression expression) {
    ColumnEstimate column =
        expression instanceof ColumnRef ref ? input.columns().get(ref.index()) : null;
    return column == null ? 0.05 : Math.max(0.001, column.nullFraction());
  }

  private double equal(Call call) {
    double distinct = 1;
    for (Expression side : call.children()) {
      if (side instanceof ColumnRef ref) {
        distinct = Math.max(distinct, input.distinct(ref.index()));
      }
    }
    return distinct > 1 ? 1 / distinct : 0.1;
  }
}
