package io.thalweg.connectors.files.parquet;

import io.thalweg.core.connector.Predicate;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.ColumnValues;
import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.In;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.expr.Or;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Comparisons, IN, AND and OR, one row at a time. NULL counts as false.
public record NaivePredicate(Expression condition) implements Predicate {
  @Override
  public int select(Batch batch, int[] selection) {
    int count = 0;
    for (int i = 0; i < batch.rowCount(); i++) {
      int row = batch.row(i);
      if (isTrue(condition, batch, row)) {
        selection[count++] = row;
      }
    }
    return count;
  }

  private static boolean isTrue(Expression condition, Batch batch, int row) {
    return switch (condition) {
      case And and -> and.children().stream().allMatch(child -> isTrue(child, batch, row));
      case Or or -> or.children().stream().anyMatch(child -> isTrue(child, batch, row));
      case In in -> {
        Object value = value(in.input(), batch, row);
        yield value != null && in.options().stream().anyMatch(o -> value.equals(o.value()));
      }
      case Call call -> call(call.function(), call.children(), batch, row);
      default -> throw new IllegalStateException("unexpected " + condition);
    };
  }

  private static boolean call(String function, List<Expression> operands, Batch batch, int row) {
    Object left = value(operands.getFirst(), batch, row);
    if (operands.size() == 1) {
      return function.equals("is_null") == (left == null);
    }
    Object right = value(operands.get(1), batch, row);
    if (left == null || right == null) {
      return false;
    }
    @SuppressWarnings("unchecked")
    int order =
        ((Comparator<Object>) (Comparator<?>) Comparator.naturalOrder()).compare(left, right);
    return switch (function) {
      case "eq" -> order == 0;
      case "ne" -> order != 0;
      case "lt" -> order < 0;
      case "le" -> order <= 0;
      case "gt" -> order > 0;
      case "ge" -> order >= 0;
      default -> throw new IllegalStateException("unexpected " + function);
    };
  }

  private static @Nullable Object value(Expression operand, Batch batch, int row) {
    return switch (operand) {
      case ColumnRef ref -> ColumnValues.get(ref.type(), batch.column(ref.index()), row);
      case Literal literal -> literal.value();
      default -> throw new IllegalStateException("unexpected " + operand);
    };
  }
}
