package io.thalweg.planner.rewrite;

import io.thalweg.core.connector.Table;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Expressions;
import io.thalweg.core.expr.Parameter;
import io.thalweg.planner.logical.LogicalFilter;
import io.thalweg.planner.logical.LogicalNode;
import io.thalweg.planner.logical.LogicalScan;
import io.thalweg.planner.logical.Nodes;
import io.thalweg.planner.validate.operator.Volatile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Hands conditions right above scans to the tables. What a table applies exactly is tested nowhere
/// else. Stateless.
///
/// A table with a watermark gets none: which rows are late is decided by all of them.
final class ScanFilters {
  private ScanFilters() {}

  static LogicalNode apply(LogicalNode root) {
    return apply(root, _ -> true);
  }

  /// For continuous queries: only tables that are read once get conditions.
  static LogicalNode applyContinuous(LogicalNode root) {
    return apply(root, table -> table.stream().isEmpty());
  }

  private static LogicalNode apply(LogicalNode root, Predicate<Table> takesConditions) {
    return Nodes.bottomUp(
        root,
        node ->
            node instanceof LogicalFilter filter
                    && filter.input() instanceof LogicalScan scan
                    && !hasWatermark(scan.table())
                    && takesConditions.test(scan.table())
                ? filter(filter, scan)
                : node);
  }

  private static boolean hasWatermark(Table table) {
    return table.facts().watermark().isPresent();
  }

  private static LogicalNode filter(LogicalFilter filter, LogicalScan scan) {
    Map<Integer, Integer> ordinals = new HashMap<>();
    scan.scanColumns().forEach(c -> ordinals.put(c.column().id(), c.ordinal()));
    Map<Expression, Expression> byTable = new HashMap<>();
    List<Expression> constant = new ArrayList<>();
    List<Expression> toTable = new ArrayList<>(scan.filters());
    List<Expression> stay = new ArrayList<>();
    for (Expression conjunct : filter.conjuncts()) {
      if (Volatile.isVolatile(conjunct) || Expressions.columns(conjunct).isEmpty()) {
        stay.add(conjunct);
        continue;
      }
      Expression own = Expressions.mapColumns(conjunct, ordinals::get);
      byTable.put(conjunct, own);
      toTable.add(own);
      if (!hasParameter(own)) {
        constant.add(own);
      }
    }
    Table table = scan.table();
    Set<Expression> exact = new HashSet<>(table.exactFilters(constant));
    for (Expression conjunct : filter.conjuncts()) {
      Expression own = byTable.get(conjunct);
      if (own == null) {
        continue;
      }
      boolean applied = hasParameter(own) ? table.supportsExactly(own) : exact.contains(own);
      if (!applied) {
        stay.add(conjunct);
      }
    }
    return LogicalFilter.of(scan.withFilters(toTable), stay);
  }

  private static boolean hasParameter(Expression expression) {
    return expression instanceof Parameter
        || expression.children().stream().anyMatch(ScanFilters::hasParameter);
  }
}
