package io.thalweg.planner.rewrite;

import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.plan.AggregateCall;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.WindowCall;
import io.thalweg.planner.logical.Assignment;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.ColumnIds;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Copies a tree under new column ids. Columns it reads and does not make keep theirs. Used once.
final class Copies {
  private final ColumnIds ids;
  private final Map<Integer, Column> made = new HashMap<>();

  Copies(ColumnIds ids) {
    this.ids = ids;
  }

  /// The copy of a column of the tree.
  Column column(Column original) {
    Column copy = made.get(original.id());
    return copy == null
        ? original
        : new Column(copy.id(), copy.name(), copy.type(), original.nullable());
  }

  private Column make(Column original) {
    Column known = made.get(original.id());
    if (known != null) {
      return column(original);
    }
    Column copy = ids.copy(original);
    made.put(original.id(), copy);
    return copy;
  }

  private int id(int original) {
    Column copy = made.get(original);
    return copy == null ? original : copy.id();
  }

  private Expression expression(Expression original) {
    return Expressions.mapColumns(original, this::id);
  }

  private List<Expression> expressions(List<Expression> originals) {
    return originals.stream().map(this::expression).toList();
  }

  private List<SortKey> keys(List<SortKey> originals) {
    return originals.stream()
        .map(key -> new SortKey(id(key.column()), key.descending(), key.nullsFirst()))
        .toList();
  }

  private List<Column> makeAll(List<Column> originals) {
    return originals.stream().map(this::make).toList();
  }

  LogicalNode copy(LogicalNode node) {
    return switch (node) {
      case LogicalScan scan ->
          new LogicalScan(
              scan.table(),
              scan.scanColumns().stream()
                  .map(c -> new LogicalScan.ScanColumn(make(c.column()), c.ordinal()))
                  .toList(),
              scan.filters(),
              scan.limit());
      case LogicalValues values -> new LogicalValues(makeAll(values.columns()), values.rows());
      case LogicalFilter filter -> {
        LogicalNode input = copy(filter.input());
        yield new LogicalFilter(input, expressions(filter.conjuncts()));
      }
      case LogicalProject project -> project(project);
      case LogicalAggregate aggregate -> aggregate(aggregate);
      case LogicalJoin join -> {
        LogicalNode left = copy(join.left());
        LogicalNode right = copy(join.right());
        yield new LogicalJoin(left, right, join.type(), expressions(join.on()));
      }
      case LogicalSort sort -> {
        LogicalNode input = copy(sort.input());
        yield new LogicalSort(input, keys(sort.keys()));
      }
      case LogicalLimit limit ->
          new LogicalLimit(copy(limit.input()), limit.limit(), limit.offset());
      case LogicalUnion union -> {
        List<LogicalNode> inputs = union.inputs().stream().map(this::copy).toList();
        List<List<Column>> sources = new ArrayList<>();
        union.sources().forEach(list -> sources.add(list.stream().map(this::column).toList()));
        yield new LogicalUnion(inputs, sources, makeAll(union.columns()));
      }
      case LogicalWindow window -> window(window);
      case LogicalUnnest unnest -> {
        LogicalNode input = copy(unnest.input());
        yield new LogicalUnnest(
            input,
            unnest.arrays().stream().map(this::column).toList(),
            unnest.expandRows(),
            unnest.withOrdinality(),
            unnest.outer(),
            makeAll(unnest.produced()));
      }
    };
  }

  private LogicalNode project(LogicalProject project) {
    LogicalNode input = copy(project.input());
    List<Assignment> assignments = new ArrayList<>();
    for (Assignment assignment : project.assignments()) {
      Expression expression = expression(assignment.expression());
      Column column = assignment.isPass() ? column(assignment.column()) : make(assignment.column());
      assignments.add(new Assignment(column, expression));
    }
    return new LogicalProject(input, assignments);
  }

  private LogicalNode aggregate(LogicalAggregate aggregate) {
    LogicalNode input = copy(aggregate.input());
    List<LogicalAggregate.Key> keys = new ArrayList<>();
    for (LogicalAggregate.Key key : aggregate.keys()) {
      Column source = column(key.source());
      Column column =
          key.column().id() == key.source().id() ? column(key.column()) : make(key.column());
      keys.add(new LogicalAggregate.Key(column, source));
    }
    List<LogicalAggregate.Output> calls = new ArrayList<>();
    for (LogicalAggregate.Output output : aggregate.calls()) {
      calls.add(new LogicalAggregate.Output(make(output.column()), call(output.call())));
    }
    return new LogicalAggregate(
        input, keys, aggregate.groupingSets(), calls, aggregate.setColumn().map(this::make));
  }

  private AggregateCall call(AggregateCall call) {
    return new AggregateCall(
        call.function(),
        call.arguments().stream().map(this::id).toList(),
        call.constants(),
        call.distinct(),
        call.filter().isPresent()
            ? OptionalInt.of(id(call.filter().getAsInt()))
            : OptionalInt.empty(),
        keys(call.orderBy()),
        call.type());
  }

  private LogicalNode window(LogicalWindow window) {
    LogicalNode input = copy(window.input());
    List<LogicalWindow.Output> calls = new ArrayList<>();
    for (LogicalWindow.Output output : window.calls()) {
      WindowCall call = output.call();
      calls.add(
          new LogicalWindow.Output(
              make(output.column()),
              new WindowCall(call(call.call()), call.frame(), call.ignoreNulls())));
    }
    return new LogicalWindow(
        input, window.partitionBy().stream().map(this::id).toList(), keys(window.orderBy()), calls);
  }
}
