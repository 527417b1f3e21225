package io.thalweg.connectors.files.table;

import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.In;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.expr.Or;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tells from a file's constants that none of its rows can pass, before it is opened. Says yes
/// whenever it does not understand a filter.
final class ConstantPruning {
  private ConstantPruning() {}

  /// Whether rows of the file may pass all `filters`, which are over the table's columns.
  static boolean mayMatch(Member member, List<Expression> filters) {
    return filters.stream()
        .filter(member::isOverConstants)
        .allMatch(filter -> mayBeTrue(member, filter));
  }

  private static boolean mayBeTrue(Member member, Expression filter) {
    return switch (filter) {
      case And and -> and.children().stream().allMatch(child -> mayBeTrue(member, child));
      case Or or -> or.children().stream().anyMatch(child -> mayBeTrue(member, child));
      case In in when in.input() instanceof ColumnRef column -> {
        @Nullable Object value = member.constants().get(column.index());
        yield value != null
            && in.options().stream().anyMatch(option -> value.equals(option.value()));
      }
      case Call call when call.children().size() == 2 -> comparison(member, call);
      default -> true;
    };
  }

  private static boolean comparison(Member member, Call call) {
    Expression left = call.children().get(0);
    Expression right = call.children().get(1);
    if (left instanceof Literal literal && right instanceof ColumnRef column) {
      return holds(call.function(), literal.value(), member.constants().get(column.index()));
    }
    if (left instanceof ColumnRef column && right instanceof Literal literal) {
      return holds(call.function(), member.constants().get(column.index()), literal.value());
    }
    return true;
  }

  private static boolean holds(String function, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return !List.of("eq", "ne", "lt", "le", "gt", "ge").contains(function);
    }
    if (!left.getClass().equals(right.getClass())) {
      return true;
    }
    return switch (function) {
      case "eq" -> left.equals(right);
      case "ne" -> !left.equals(right);
      case "lt" -> compare(left, right) < 0;
      case "le" -> compare(left, right) <= 0;
      case "gt" -> compare(left, right) > 0;
      case "ge" -> compare(left, right) >= 0;
      default -> true;
    };
  }

  private static int compare(Object left, Object right) {
    return Objects.requireNonNull(ValueOrder.compare(left, right));
  }
}
