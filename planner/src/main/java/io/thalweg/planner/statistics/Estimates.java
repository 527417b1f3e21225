package io.thalweg.planner.statistics;

import io.thalweg.core.connector.ColumnStatistics;
import io.thalweg.core.connector.TableStatistics;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.planner.logical.Assignment;
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
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Estimates nodes, each once. Used by one thread.
public final class Estimates {
  private static final double UNKNOWN_ROWS = 10_000;
  private static final double ELEMENTS = 5;

  private final IdentityHashMap<LogicalNode, Estimate> known = new IdentityHashMap<>();
  private final boolean statistics;

  public Estimates() {
    this(true);
  }

  private Estimates(boolean statistics) {
    this.statistics = statistics;
  }

  /// Takes every table for equally large: a continuous query's plan must be the same whenever it is
  /// made again, so that its state is found.
  public static Estimates withoutStatistics() {
    return new Estimates(false);
  }

  public double rows(LogicalNode node) {
    return of(node).rows();
  }

  public Estimate of(LogicalNode node) {
    Estimate estimate = known.get(node);
    if (estimate == null) {
      estimate = compute(node);
      known.put(node, estimate);
    }
    return estimate;
  }

  private Estimate compute(LogicalNode node) {
    return switch (node) {
      case LogicalScan scan -> scan(scan);
      case LogicalValues values -> new Estimate(values.rows().size(), Map.of());
      case LogicalFilter filter -> filter(filter);
      case LogicalProject project -> project(project);
      case LogicalAggregate aggregate -> aggregate(aggregate);
      case LogicalJoin join -> JoinEstimate.of(of(join.left()), of(join.right()), join);
      case LogicalSort sort -> of(sort.input());
      case LogicalLimit limit -> {
        Estimate input = of(limit.input());
        yield input.withRows(Math.min(input.rows(), limit.limit()));
      }
      case LogicalUnion union -> {
        double rows = union.inputs().stream().mapToDouble(this::rows).sum();
        yield new Estimate(rows, Map.of());
      }
      case LogicalWindow window -> of(window.input());
      case LogicalUnnest unnest -> {
        Estimate input = of(unnest.input());
        yield new Estimate(input.rows() * ELEMENTS, input.columns());
      }
    };
  }

  private Estimate scan(LogicalScan scan) {
    TableStatistics known = statistics ? scan.table().statistics() : TableStatistics.UNKNOWN;
    double rows = Math.max(1, known.rowCount().orElse(UNKNOWN_ROWS));
    Map<Integer, ColumnEstimate> byOrdinal = new HashMap<>();
    known.columns().forEach((ordinal, c) -> byOrdinal.put(ordinal, column(c, rows)));
    for (Set<Integer> key : scan.table().facts().uniqueKeys()) {
      if (key.size() == 1) {
        byOrdinal.putIfAbsent(key.iterator().next(), ColumnEstimate.ofDistinct(rows));
      }
    }
    Estimate table = new Estimate(rows, byOrdinal);
    double kept = rows * new Selectivity(table).of(scan.filters());
    Map<Integer, ColumnEstimate> byId = new HashMap<>();
    for (LogicalScan.ScanColumn column : scan.scanColumns()) {
      ColumnEstimate own = byOrdinal.get(column.ordinal());
      if (own != null) {
        byId.put(column.column().id(), own);
      }
    }
    return new Estimate(rows, byId).withRows(Math.max(1, kept));
  }

  private static ColumnEstimate column(ColumnStatistics statistics, double rows) {
    return new ColumnEstimate(
        statistics.distinct().orElse(Math.max(1, rows / 10)),
        statistics.nullFraction().orElse(0),
        Selectivity.number(statistics.min()),
        Selectivity.number(statistics.max()));
  }

  private Estimate filter(LogicalFilter filter) {
    Estimate input = of(filter.input());
    if (filter.input() instanceof LogicalScan scan && !scan.filters().isEmpty()) {
      return input;
    }
    double rows = input.rows() * new Selectivity(input).of(filter.conjuncts());
    return input.withRows(Math.max(1, rows));
  }

  private Estimate project(LogicalProject project) {
    Estimate input = of(project.input());
    Map<Integer, ColumnEstimate> columns = new HashMap<>();
    for (Assignment assignment : project.assignments()) {
      int id = assignment.column().id();
      if (assignment.isPass()) {
        ColumnEstimate own = input.columns().get(id);
        if (own != null) {
          columns.put(id, own);
        }
      } else {
        columns.put(id, ColumnEstimate.ofDistinct(distinct(assignment.expression(), input)));
      }
    }
    return new Estimate(input.rows(), columns);
  }

  /// Values computed from columns are at most as different as the columns together.
  private static double distinct(Expression expression, Estimate input) {
    BitSet read = Expressions.columns(expression);
    double distinct = 1;
    for (int id = read.nextSetBit(0); id >= 0; id = read.nextSetBit(id + 1)) {
      distinct *= input.distinct(id);
    }
    return Math.min(distinct, input.rows());
  }

  private Estimate aggregate(LogicalAggregate aggregate) {
    Estimate input = of(aggregate.input());
    double rows = 0;
    for (List<Integer> set : aggregate.groupingSets()) {
      double groups = 1;
      for (int position : set) {
        groups *= input.distinct(aggregate.keys().get(position).source().id());
      }
      rows += Math.min(groups, input.rows());
    }
    Map<Integer, ColumnEstimate> columns = new HashMap<>();
    for (LogicalAggregate.Key key : aggregate.keys()) {
      ColumnEstimate source = input.columns().get(key.source().id());
      columns.put(
          key.column().id(),
          source == null ? ColumnEstimate.ofDistinct(input.distinct(key.source().id())) : source);
    }
    for (LogicalAggregate.Output output : aggregate.calls()) {
      columns.put(output.column().id(), ColumnEstimate.ofDistinct(rows));
    }
    return new Estimate(Math.max(1, rows), columns).withRows(Math.max(1, rows));
  }
}
