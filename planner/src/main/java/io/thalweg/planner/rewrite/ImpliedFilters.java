package io.thalweg.planner.rewrite;

import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.expr.In;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.expr.Or;
import io.thalweg.core.plan.JoinType;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.Nodes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// What an inner join's OR over both sides demands of each side alone: of `a.x = 1 AND b.y = 2 OR
/// a.x = 3 AND b.z = 4` that is `a.x = 1 OR a.x = 3`, and `b.y = 2 OR b.z = 4`. Only comparisons
/// with constants are taken, which are cheap and cannot fail. The OR itself stays where it is.
/// Stateless.
final class ImpliedFilters {
  /// A longer OR says little about one side.
  private static final int MAX_BRANCHES = 16;

  private ImpliedFilters() {}

  static LogicalNode apply(LogicalNode root) {
    return Nodes.bottomUp(
        root,
        node ->
            node instanceof LogicalJoin join
                    && join.type() == JoinType.INNER
                    && !join.isTemporal()
                    && join.on().stream().anyMatch(Or.class::isInstance)
                ? narrowed(join)
                : node);
  }

  private static LogicalNode narrowed(LogicalJoin join) {
    return join.withInputs(List.of(side(join, join.left()), side(join, join.right())));
  }

  private static LogicalNode side(LogicalJoin join, LogicalNode input) {
    BitSet columns = Column.ids(input.columns());
    List<Expression> implied = new ArrayList<>();
    for (Expression condition : join.on()) {
      implied(condition, columns).ifPresent(implied::add);
    }
    return implied.isEmpty() ? input : FilterPushdown.push(input, implied);
  }

  /// What `condition` demands of these columns alone.
  static Optional<Expression> implied(Expression condition, BitSet columns) {
    if (!(condition instanceof Or or) || or.children().size() > MAX_BRANCHES) {
      return Optional.empty();
    }
    List<Expression> branches = new ArrayList<>();
    for (Expression branch : or.children()) {
      List<Expression> own =
          Expressions.conjuncts(branch).stream()
              .filter(conjunct -> isComparison(conjunct) && isWithin(conjunct, columns))
              .toList();
      if (own.isEmpty()) {
        return Optional.empty();
      }
      branches.add(And.of(own));
    }
    return Optional.of(Or.of(branches.stream().distinct().toList()));
  }

  private static boolean isComparison(Expression conjunct) {
    return switch (conjunct) {
      case Call call ->
          switch (call.function()) {
            case "eq", "ne", "lt", "le", "gt", "ge" ->
                call.children().stream()
                    .allMatch(child -> child instanceof ColumnRef || child instanceof Literal);
            default -> false;
          };
      case In in -> in.input() instanceof ColumnRef;
      default -> false;
    };
  }

  private static boolean isWithin(Expression conjunct, BitSet columns) {
    BitSet read = Expressions.columns(conjunct);
    boolean reads = !read.isEmpty();
    read.andNot(columns);
    return reads && read.isEmpty();
  }
}
