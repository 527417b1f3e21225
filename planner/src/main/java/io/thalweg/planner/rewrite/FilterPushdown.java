package io.thalweg.planner.rewrite;

import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.plan.JoinType;
import io.thalweg.planner.fold.Simplifier;
import io.thalweg.planner.logical.Assignment;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.LogicalAggregate;
import io.thalweg.planner.logical.LogicalFilter;
import io.thalweg.planner.logical.LogicalJoin;
import io.thalweg.planner.logical.LogicalLimit;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.LogicalProject;
import io.thalweg.planner.logical.LogicalScan;
import io.thalweg.planner.logical.LogicalSort;
import io.thalweg.planner.logical.LogicalUnion;
import io.thalweg.planner.logical.LogicalUnnest;
import io.thalweg.planner.logical.LogicalValues;
import io.thalweg.planner.logical.LogicalWindow;
import io.thalweg.planner.logical.Nodes;
import io.thalweg.planner.validate.operator.Volatile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Moves conditions towards the scans; outer joins whose NULL rows would be dropped anyway become
/// inner ones. Stateless.
final class FilterPushdown {
  private FilterPushdown() {}

  static LogicalNode apply(LogicalNode root) {
    return push(root, List.of());
  }

  /// `node` filtered by `conditions`.
  static LogicalNode push(LogicalNode node, List<Expression> conditions) {
    return switch (node) {
      case LogicalFilter filter ->
          push(filter.input(), Simplifier.conjuncts(concat(conditions, filter.conjuncts())));
      case LogicalProject project -> project(project, conditions);
      case LogicalAggregate aggregate -> aggregate(aggregate, conditions);
      case LogicalJoin join -> join(join, conditions);
      case LogicalSort sort -> new LogicalSort(push(sort.input(), conditions), sort.keys());
      case LogicalLimit limit ->
          LogicalFilter.of(limit.withInputs(List.of(push(limit.input(), List.of()))), conditions);
      case LogicalUnion union -> union(union, conditions);
      case LogicalWindow window -> window(window, conditions);
      case LogicalUnnest unnest -> split(unnest, unnest.input(), conditions);
      case LogicalScan _, LogicalValues _ -> LogicalFilter.of(node, conditions);
    };
  }

  private static List<Expression> concat(List<Expression> a, List<Expression> b) {
    List<Expression> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  private static boolean within(Expression condition, BitSet columns) {
    BitSet read = Expressions.columns(condition);
    read.andNot(columns);
    return read.isEmpty();
  }

  private static LogicalNode project(LogicalProject project, List<Expression> conditions) {
    Map<Integer, Expression> computed = new HashMap<>();
    BitSet fixed = new BitSet();
    for (Assignment assignment : project.assignments()) {
      computed.put(assignment.column().id(), assignment.expression());
      if (!Volatile.isVolatile(assignment.expression())) {
        fixed.set(assignment.column().id());
      }
    }
    List<Expression> below = new ArrayList<>();
    List<Expression> above = new ArrayList<>();
    for (Expression condition : conditions) {
      if (within(condition, fixed)) {
        below.add(Nodes.substitute(condition, computed));
      } else {
        above.add(condition);
      }
    }
    LogicalNode input = push(project.input(), Simplifier.conjuncts(below));
    return LogicalFilter.of(project.withInputs(List.of(input)), above);
  }

  /// Conditions on what every grouping set groups by can be tested before.
  private static LogicalNode aggregate(LogicalAggregate aggregate, List<Expression> conditions) {
    BitSet keys = new BitSet();
    if (aggregate.groupingSets().size() == 1) {
      aggregate.keys().forEach(key -> keys.set(key.column().id()));
    }
    List<Expression> below = new ArrayList<>();
    List<Expression> above = new ArrayList<>();
    for (Expression condition : conditions) {
      boolean movable = within(condition, keys) && !Expressions.columns(condition).isEmpty();
      (movable ? below : above).add(condition);
    }
    LogicalNode input = push(aggregate.input(), below);
    return LogicalFilter.of(aggregate.withInputs(List.of(input)), above);
  }

  private static LogicalNode union(LogicalUnion union, List<Expression> conditions) {
    List<LogicalNode> inputs = new ArrayList<>();
    for (int i = 0; i < union.inputs().size(); i++) {
      Map<Integer, Expression> sources = new HashMap<>();
      for (int c = 0; c < union.columns().size(); c++) {
        sources.put(union.columns().get(c).id(), union.sources().get(i).get(c).ref());
      }
      List<Expression> own =
          conditions.stream().map(condition -> Nodes.substitute(condition, sources)).toList();
      inputs.add(push(union.inputs().get(i), own));
    }
    return union.withInputs(inputs);
  }

  /// Conditions on partition keys drop whole partitions.
  private static LogicalNode window(LogicalWindow window, List<Expression> conditions) {
    BitSet keys = new BitSet();
    window.partitionBy().forEach(keys::set);
    List<Expression> below = new ArrayList<>();
    List<Expression> above = new ArrayList<>();
    for (Expression condition : conditions) {
      boolean movable = within(condition, keys) && !Expressions.columns(condition).isEmpty();
      (movable ? below : above).add(condition);
    }
    LogicalNode input = push(window.input(), below);
    return LogicalFilter.of(window.withInputs(List.of(input)), above);
  }

  /// Conditions on the input's columns go below a node that repeats or drops rows one by one.
  private static LogicalNode split(
      LogicalNode node, LogicalNode input, List<Expression> conditions) {
    BitSet columns = Column.ids(input.columns());
    List<Expression> below = new ArrayList<>();
    List<Expression> above = new ArrayList<>();
    for (Expression condition : conditions) {
      (within(condition, columns) ? below : above).add(condition);
    }
    return LogicalFilter.of(node.withInputs(List.of(push(input, below))), above);
  }

  private static LogicalNode join(LogicalJoin join, List<Expression> conditions) {
    BitSet left = Column.ids(join.left().columns());
    BitSet right = Column.ids(join.right().columns());
    JoinType type = stricter(join.type(), conditions, left, right);
    List<Expression> toLeft = new ArrayList<>();
    List<Expression> toRight = new ArrayList<>();
    List<Expression> on = new ArrayList<>();
    List<Expression> above = new ArrayList<>();
    List<Expression> own = Simplifier.conjuncts(join.on());
    if (join.isTemporal()) {
      return temporal(join, conditions, left);
    }
    if (type == JoinType.INNER) {
      List<Expression> all = Simplifier.conjuncts(concat(conditions, own));
      for (Expression condition : all) {
        boolean constant = Expressions.columns(condition).isEmpty();
        boolean single = !Volatile.isVolatile(condition);
        if (single && within(condition, left)) {
          toLeft.add(condition);
        }
        if (single && within(condition, right) && (!constant || condition.equals(Literal.FALSE))) {
          toRight.add(condition);
        } else if (!single || !within(condition, left)) {
          on.add(condition);
        }
      }
    } else {
      for (Expression condition : conditions) {
        (type != JoinType.FULL && within(condition, left) ? toLeft : above).add(condition);
      }
      for (Expression condition : own) {
        boolean constant = Expressions.columns(condition).isEmpty();
        if (type == JoinType.SEMI && within(condition, left) && !constant) {
          toLeft.add(condition);
        } else if (movesRight(type) && within(condition, right) && !constant) {
          toRight.add(condition);
        } else {
          on.add(condition);
        }
      }
    }
    LogicalNode node =
        new LogicalJoin(push(join.left(), toLeft), push(join.right(), toRight), type, on);
    return LogicalFilter.of(node, above);
  }

  /// A version is picked before anything is asked of it.
  private static LogicalNode temporal(LogicalJoin join, List<Expression> conditions, BitSet left) {
    List<Expression> toLeft = new ArrayList<>();
    List<Expression> above = new ArrayList<>();
    for (Expression condition : conditions) {
      (within(condition, left) ? toLeft : above).add(condition);
    }
    LogicalNode node =
        join.withInputs(List.of(push(join.left(), toLeft), push(join.right(), List.of())));
    return LogicalFilter.of(node, above);
  }

  private static boolean movesRight(JoinType type) {
    return type == JoinType.LEFT || type == JoinType.SEMI || type == JoinType.ANTI;
  }

  private static JoinType stricter(
      JoinType type, List<Expression> conditions, BitSet left, BitSet right) {
    boolean dropsRightNulls = conditions.stream().anyMatch(c -> NullRejection.rejects(c, right));
    boolean dropsLeftNulls = conditions.stream().anyMatch(c -> NullRejection.rejects(c, left));
    return switch (type) {
      case LEFT -> dropsRightNulls ? JoinType.INNER : type;
      case FULL ->
          dropsLeftNulls && dropsRightNulls
              ? JoinType.INNER
              : dropsLeftNulls ? JoinType.LEFT : type;
      default -> type;
    };
  }
}
