package io.thalweg.planner.rewrite;

import io.thalweg.core.connector.WatermarkSpec;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Drops columns as soon as nothing above reads them. Stateless.
final class ColumnPruning {
  private ColumnPruning() {}

  static LogicalNode apply(LogicalNode root, List<Column> result) {
    return prune(root, Column.ids(result));
  }

  /// `node` with at least the columns `needed`.
  private static LogicalNode prune(LogicalNode node, BitSet needed) {
    return switch (node) {
      case LogicalScan scan -> scan(scan, needed);
      case LogicalValues values -> values(values, needed);
      case LogicalFilter filter ->
          keep(
              new LogicalFilter(below(filter, filter.input(), needed), filter.conjuncts()), needed);
      case LogicalProject project -> project(project, needed);
      case LogicalAggregate aggregate -> aggregate(aggregate, needed);
      case LogicalJoin join -> {
        BitSet all = union(needed, Nodes.reads(join));
        LogicalNode left = prune(join.left(), all);
        LogicalNode right = prune(join.right(), all);
        yield keep(new LogicalJoin(left, right, join.type(), join.on()), needed);
      }
      case LogicalSort sort -> new LogicalSort(below(sort, sort.input(), needed), sort.keys());
      case LogicalLimit limit -> limit.withInputs(List.of(prune(limit.input(), needed)));
      case LogicalUnion all -> union(all, needed);
      case LogicalWindow window -> window(window, needed);
      case LogicalUnnest unnest ->
          unnest.withInputs(List.of(below(unnest, unnest.input(), needed)));
    };
  }

  private static LogicalNode below(LogicalNode node, LogicalNode input, BitSet needed) {
    return prune(input, union(needed, Nodes.reads(node)));
  }

  private static BitSet union(BitSet a, BitSet b) {
    BitSet all = (BitSet) a.clone();
    all.or(b);
    return all;
  }

  /// A projection that drops what was only needed to get here.
  private static LogicalNode keep(LogicalNode node, BitSet needed) {
    List<Column> kept = node.columns().stream().filter(column -> needed.get(column.id())).toList();
    return LogicalProject.select(node, kept);
  }

  private static LogicalNode scan(LogicalScan scan, BitSet needed) {
    // Event time says which rows are late, also when nobody asks for it.
    int eventTime = scan.table().facts().watermark().map(WatermarkSpec::column).orElse(-1);
    List<LogicalScan.ScanColumn> kept =
        scan.scanColumns().stream()
            .filter(c -> needed.get(c.column().id()) || c.ordinal() == eventTime)
            .toList();
    return new LogicalScan(scan.table(), kept, scan.filters(), scan.limit());
  }

  private static LogicalNode values(LogicalValues values, BitSet needed) {
    List<Column> kept = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < values.columns().size(); i++) {
      if (needed.get(values.columns().get(i).id())) {
        kept.add(values.columns().get(i));
        positions.add(i);
      }
    }
    List<List<Expression>> rows = new ArrayList<>();
    values.rows().forEach(row -> rows.add(positions.stream().map(row::get).toList()));
    return new LogicalValues(kept, rows);
  }

  private static LogicalNode project(LogicalProject project, BitSet needed) {
    List<Assignment> kept =
        project.assignments().stream().filter(a -> needed.get(a.column().id())).toList();
    BitSet read = new BitSet();
    kept.forEach(assignment -> read.or(Expressions.columns(assignment.expression())));
    return new LogicalProject(prune(project.input(), read), kept);
  }

  private static LogicalNode aggregate(LogicalAggregate aggregate, BitSet needed) {
    List<LogicalAggregate.Output> calls =
        aggregate.calls().stream().filter(call -> needed.get(call.column().id())).toList();
    LogicalAggregate pruned =
        new LogicalAggregate(
            aggregate.input(),
            aggregate.keys(),
            aggregate.groupingSets(),
            calls,
            aggregate.setColumn());
    return pruned.withInputs(List.of(prune(aggregate.input(), Nodes.reads(pruned))));
  }

  private static LogicalNode union(LogicalUnion union, BitSet needed) {
    List<Column> columns = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < union.columns().size(); i++) {
      if (needed.get(union.columns().get(i).id())) {
        columns.add(union.columns().get(i));
        positions.add(i);
      }
    }
    List<LogicalNode> inputs = new ArrayList<>();
    List<List<Column>> sources = new ArrayList<>();
    for (int i = 0; i < union.inputs().size(); i++) {
      List<Column> source = positions.stream().map(union.sources().get(i)::get).toList();
      sources.add(source);
      inputs.add(prune(union.inputs().get(i), Column.ids(source)));
    }
    return new LogicalUnion(inputs, sources, columns);
  }

  private static LogicalNode window(LogicalWindow window, BitSet needed) {
    List<LogicalWindow.Output> calls =
        window.calls().stream().filter(call -> needed.get(call.column().id())).toList();
    if (calls.isEmpty()) {
      return prune(window.input(), needed);
    }
    LogicalWindow pruned =
        new LogicalWindow(window.input(), window.partitionBy(), window.orderBy(), calls);
    return pruned.withInputs(List.of(below(pruned, window.input(), needed)));
  }
}
