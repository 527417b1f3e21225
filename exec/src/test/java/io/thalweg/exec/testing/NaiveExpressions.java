package io.thalweg.exec.testing;

import io.thalweg.core.connector.Predicate;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnBuilder;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Case;
import io.thalweg.core.expr.Cast;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.In;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.expr.Not;
import io.thalweg.core.expr.Or;
import io.thalweg.core.expr.Parameter;
import io.thalweg.exec.expression.CompiledExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Evaluates expressions a row at a time, for the tests of operators, which need only a few
/// functions: comparisons, `is_null`, and `add`, `sub`, `mul` on whole numbers. Scalar functions
/// have tests and a reference of their own.
public final class NaiveExpressions {
  private NaiveExpressions() {}

  /// The value over one row.
  public static @Nullable Object evaluate(Expression expression, List<@Nullable Object> row) {
    return evaluate(expression, row::get);
  }

  public static CompiledExpression compile(Expression expression) {
    return batch -> {
      ColumnBuilder builder = new ColumnBuilder(expression.type());
      for (int i = 0; i < batch.rowCount(); i++) {
        builder.append(evaluate(expression, lazyRow(expression, batch, batch.row(i))));
      }
      return builder.build();
    };
  }

  public static Predicate predicate(Expression expression) {
    return (batch, selection) -> {
      int count = 0;
      for (int i = 0; i < batch.rowCount(); i++) {
        int row = batch.row(i);
        if (Boolean.TRUE.equals(evaluate(expression, lazyRow(expression, batch, row)))) {
          selection[count++] = row;
        }
      }
      return count;
    };
  }

  private static IntFunction<@Nullable Object> lazyRow(Expression root, Batch batch, int row) {
    List<ColumnRef> refs = new ArrayList<>();
    collect(root, refs);
    return column ->
        refs.stream()
            .filter(ref -> ref.index() == column)
            .findFirst()
            .map(ref -> ColumnValues.get(ref.type(), batch.column(column), row))
            .orElse(null);
  }

  private static void collect(Expression expression, List<ColumnRef> refs) {
    if (expression instanceof ColumnRef ref) {
      refs.add(ref);
    }
    expression.children().forEach(child -> collect(child, refs));
  }

  private static @Nullable Object evaluate(
      Expression expression, IntFunction<@Nullable Object> row) {
    return switch (expression) {
      case ColumnRef ref -> row.apply(ref.index());
      case Literal literal -> literal.value();
      case Parameter parameter -> throw new AssertionError("unbound " + parameter);
      case Cast cast -> cast(cast, evaluate(cast.input(), row));
      case Call call -> call(call, row);
      case Case choice -> choose(choice, row);
      case In in -> isIn(in, evaluate(in.input(), row));
      case And and -> junction(and.children(), row, false);
      case Or or -> junction(or.children(), row, true);
      case Not not -> {
        Object value = evaluate(not.input(), row);
        yield value == null ? null : !(Boolean) value;
      }
    };
  }

  /// AND and OR: one operand `decisive` decides; otherwise a NULL makes NULL.
  private static @Nullable Object junction(
      List<Expression> operands, IntFunction<@Nullable Object> row, boolean decisive) {
    boolean sawNull = false;
    for (Expression operand : operands) {
      Object value = evaluate(operand, row);
      if (value == null) {
        sawNull = true;
      } else if ((Boolean) value == decisive) {
        return decisive;
      }
    }
    return sawNull ? null : !decisive;
  }

  private static @Nullable Object choose(Case choice, IntFunction<@Nullable Object> row) {
    for (int i = 0; i < choice.conditions().size(); i++) {
      if (Boolean.TRUE.equals(evaluate(choice.conditions().get(i), row))) {
        return evaluate(choice.results().get(i), row);
      }
    }
    return evaluate(choice.otherwise(), row);
  }

  private static @Nullable Object isIn(In in, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    boolean sawNull = false;
    for (Literal option : in.options()) {
      if (option.isNull()) {
        sawNull = true;
      } else if (Objects.equals(Rows.canonical(value), Rows.canonical(option.value()))) {
        return true;
      }
    }
    return sawNull ? null : false;
  }

  private static @Nullable Object cast(Cast cast, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Integer number when cast.type().sql().equals("BIGINT") -> number.longValue();
      case Integer number when cast.type().sql().equals("DOUBLE") -> number.doubleValue();
      case Long number when cast.type().sql().equals("DOUBLE") -> number.doubleValue();
      default -> {
        if (!cast.type().equals(cast.input().type())) {
          throw new AssertionError("no naive " + cast);
        }
        yield value;
      }
    };
  }

  private static @Nullable Object call(Call call, IntFunction<@Nullable Object> row) {
    Object left = evaluate(call.children().getFirst(), row);
    if (call.function().equals("is_null")) {
      return left == null;
    }
    Object right = evaluate(call.children().get(1), row);
    if (left == null || right == null) {
      return null;
    }
    return switch (call.function()) {
      case "eq" -> compare(left, right) == 0;
      case "ne" -> compare(left, right) != 0;
      case "lt" -> compare(left, right) < 0;
      case "le" -> compare(left, right) <= 0;
      case "gt" -> compare(left, right) > 0;
      case "ge" -> compare(left, right) >= 0;
      case "add", "sub", "mul" -> arithmetic(call.function(), left, right);
      default -> throw new AssertionError("no naive " + call.function());
    };
  }

  private static Object arithmetic(String function, Object left, Object right) {
    if (left instanceof Integer a && right instanceof Integer b) {
      return Math.toIntExact((Long) arithmetic(function, (long) a, (long) b));
    }
    long a = (Long) left;
    long b = (Long) right;
    return switch (function) {
      case "add" -> Math.addExact(a, b);
      case "sub" -> Math.subtractExact(a, b);
      default -> Math.multiplyExact(a, b);
    };
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object left, Object right) {
    Object canonical = Objects.requireNonNull(Rows.canonical(left));
    return ((Comparable<Object>) canonical)
        .compareTo(Objects.requireNonNull(Rows.canonical(right)));
  }
}
