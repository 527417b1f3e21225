package io.thalweg.planner.share;

import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.SortKey;
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
import io.thalweg.planner.validate.operator.Volatile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Merges two trees that yield the same rows, if they do, into one with the columns of both. The
/// columns of the first keep their ids; those that only the second has come behind them. Used once,
/// by one thread.
final class TreeMerge {
  private final Map<Integer, Integer> columns = new HashMap<>();

  /// By id of the second tree's columns, the ids in the merged tree.
  Map<Integer, Integer> columns() {
    return columns;
  }

  /// The merged tree; null when the rows may differ.
  @Nullable LogicalNode merge(LogicalNode first, LogicalNode second) {
    return switch (first) {
      case LogicalScan scan when second instanceof LogicalScan other -> merge(scan, other);
      case LogicalFilter filter when second instanceof LogicalFilter other -> merge(filter, other);
      case LogicalProject project when second instanceof LogicalProject other ->
          merge(project, other);
      case LogicalAggregate aggregate when second instanceof LogicalAggregate other ->
          merge(aggregate, other);
      case LogicalJoin join when second instanceof LogicalJoin other -> merge(join, other);
      case LogicalScan _,
          LogicalFilter _,
          LogicalProject _,
          LogicalAggregate _,
          LogicalJoin _,
          LogicalValues _,
          LogicalSort _,
          LogicalLimit _,
          LogicalUnion _,
          LogicalWindow _,
          LogicalUnnest _ ->
          null;
    };
  }

  private @Nullable LogicalNode merge(LogicalScan first, LogicalScan second) {
    if (!first.table().handle().equals(second.table().handle())
        || first.limit().isPresent()
        || second.limit().isPresent()
        || !sameConditions(first.filters(), second.filters())) {
      return null;
    }
    Map<Integer, Integer> known = new HashMap<>();
    first.scanColumns().forEach(column -> known.put(column.ordinal(), column.column().id()));
    List<LogicalScan.ScanColumn> all = new ArrayList<>(first.scanColumns());
    for (LogicalScan.ScanColumn column : second.scanColumns()) {
      Integer id = known.get(column.ordinal());
      if (id == null) {
        all.add(column);
      }
      columns.put(column.column().id(), id == null ? column.column().id() : id);
    }
    return new LogicalScan(first.table(), all, first.filters(), first.limit());
  }

  private @Nullable LogicalNode merge(LogicalFilter first, LogicalFilter second) {
    LogicalNode input = merge(first.input(), second.input());
    return input != null && sameConditions(first.conjuncts(), mapped(second.conjuncts()))
        ? new LogicalFilter(input, first.conjuncts())
        : null;
  }

  private @Nullable LogicalNode merge(LogicalJoin first, LogicalJoin second) {
    if (first.type() != second.type()) {
      return null;
    }
    LogicalNode left = merge(first.left(), second.left());
    LogicalNode right = left == null ? null : merge(first.right(), second.right());
    return left != null && right != null && sameConditions(first.on(), mapped(second.on()))
        ? new LogicalJoin(left, right, first.type(), first.on())
        : null;
  }

  private @Nullable LogicalNode merge(LogicalProject first, LogicalProject second) {
    LogicalNode input = merge(first.input(), second.input());
    if (input == null) {
      return null;
    }
    List<Assignment> all = new ArrayList<>(first.assignments());
    Map<Integer, Integer> made = new HashMap<>();
    for (Assignment assignment : second.assignments()) {
      Expression expression = mapped(assignment.expression());
      if (Volatile.isVolatile(expression)) {
        return null;
      }
      Assignment same = find(all, expression);
      if (same == null) {
        same = new Assignment(column(assignment, expression), expression);
        all.add(same);
      }
      made.put(assignment.column().id(), same.column().id());
    }
    columns.putAll(made);
    return new LogicalProject(input, all);
  }

  /// A column that is passed on goes by its merged id.
  private Column column(Assignment assignment, Expression expression) {
    Column own = assignment.column();
    return assignment.isPass()
        ? new Column(((ColumnRef) expression).index(), own.name(), own.type(), own.nullable())
        : own;
  }

  private static @Nullable Assignment find(List<Assignment> assignments, Expression expression) {
    for (Assignment assignment : assignments) {
      if (assignment.expression().equals(expression)) {
        return assignment;
      }
    }
    return null;
  }

  private @Nullable LogicalNode merge(LogicalAggregate first, LogicalAggregate second) {
    LogicalNode input = merge(first.input(), second.input());
    if (input == null
        || first.keys().size() != second.keys().size()
        || !first.groupingSets().equals(second.groupingSets())) {
      return null;
    }
    Map<Integer, Integer> made = new HashMap<>();
    for (int i = 0; i < first.keys().size(); i++) {
      LogicalAggregate.Key key = first.keys().get(i);
      LogicalAggregate.Key other = second.keys().get(i);
      if (id(other.source().id()) != key.source().id()) {
        return null;
      }
      made.put(other.column().id(), key.column().id());
    }
    List<LogicalAggregate.Output> calls = new ArrayList<>(first.calls());
    for (LogicalAggregate.Output output : second.calls()) {
      AggregateCall call = mapped(output.call());
      Column same = find(calls, call);
      if (same == null) {
        same = output.column();
        calls.add(new LogicalAggregate.Output(same, call));
      }
      made.put(output.column().id(), same.id());
    }
    columns.putAll(made);
    first
        .setColumn()
        .ifPresent(set -> columns.put(second.setColumn().orElseThrow().id(), set.id()));
    return new LogicalAggregate(
        input, first.keys(), first.groupingSets(), calls, first.setColumn());
  }

  private static @Nullable Column find(List<LogicalAggregate.Output> calls, AggregateCall call) {
    for (LogicalAggregate.Output output : calls) {
      if (output.call().equals(call)) {
        return output.column();
      }
    }
    return null;
  }

  private AggregateCall mapped(AggregateCall call) {
    return new AggregateCall(
        call.function(),
        call.arguments().stream().map(this::id).toList(),
        call.constants(),
        call.distinct(),
        call.filter().isPresent()
            ? OptionalInt.of(id(call.filter().getAsInt()))
            : OptionalInt.empty(),
        call.orderBy().stream()
            .map(key -> new SortKey(id(key.column()), key.descending(), key.nullsFirst()))
            .toList(),
        call.type());
  }

  private int id(int second) {
    return columns.getOrDefault(second, second);
  }

  private Expression mapped(Expression expression) {
    return Expressions.mapColumns(expression, this::id);
  }

  private List<Expression> mapped(List<Expression> expressions) {
    return expressions.stream().map(this::mapped).toList();
  }

  private static boolean sameConditions(List<Expression> first, List<Expression> second) {
    return first.size() == second.size()
        && new HashSet<>(first).equals(new HashSet<>(second))
        && first.stream().noneMatch(Volatile::isVolatile);
  }
}
