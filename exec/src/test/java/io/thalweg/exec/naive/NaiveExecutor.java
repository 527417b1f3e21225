package io.thalweg.exec.naive;

import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.plan.Aggregate;
import io.thalweg.core.plan.Consolidate;
import io.thalweg.core.plan.Exchange;
import io.thalweg.core.plan.ExchangeSource;
import io.thalweg.core.plan.Filter;
import io.thalweg.core.plan.HashJoin;
import io.thalweg.core.plan.Limit;
import io.thalweg.core.plan.Modify;
import io.thalweg.core.plan.NestedLoopJoin;
import io.thalweg.core.plan.PlanNode;
import io.thalweg.core.plan.Project;
import io.thalweg.core.plan.Scan;
import io.thalweg.core.plan.Sort;
import io.thalweg.core.plan.SortKey;
import io.thalweg.core.plan.TemporalJoin;
import io.thalweg.core.plan.TopN;
import io.thalweg.core.plan.UnionAll;
import io.thalweg.core.plan.Unnest;
import io.thalweg.core.plan.Values;
import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WriteFile;
import io.thalweg.exec.aggregate.NaiveAggregate;
import io.thalweg.exec.join.NaiveJoin;
import io.thalweg.exec.join.temporal.NaiveTemporalJoin;
import io.thalweg.exec.testing.NaiveExpressions;
import io.thalweg.exec.window.NaiveWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Evaluates a plan that is not cut into fragments. Parameters have to be bound. Reading and
/// changing the outside world are not for it.
public final class NaiveExecutor {
  private final Map<TableHandle, List<List<@Nullable Object>>> tables;

  /// @param tables the rows of the tables that scans name
  public NaiveExecutor(Map<TableHandle, List<List<@Nullable Object>>> tables) {
    this.tables = Map.copyOf(tables);
  }

  /// The rows of a plan that reads no tables.
  public static List<List<@Nullable Object>> rowsOf(PlanNode node) {
    return new NaiveExecutor(Map.of()).rows(node);
  }

  public List<List<@Nullable Object>> rows(PlanNode node) {
    return switch (node) {
      case Scan scan -> scan(scan);
      case Values values -> values.rows().stream().map(row -> evaluate(row, List.of())).toList();
      case Filter filter ->
          rows(filter.input()).stream().filter(row -> isTrue(filter.predicate(), row)).toList();
      case Project project ->
          rows(project.input()).stream().map(row -> evaluate(project.expressions(), row)).toList();
      case Aggregate aggregate -> aggregate(aggregate);
      case HashJoin join -> NaiveJoin.rows(join, rows(join.left()), rows(join.right()));
      case NestedLoopJoin join -> NaiveJoin.rows(join, rows(join.left()), rows(join.right()));
      case TemporalJoin join -> NaiveTemporalJoin.rows(join, rows(join.left()), rows(join.right()));
      case Sort sort -> sorted(sort.keys(), rows(sort.input()));
      case TopN topN -> slice(sorted(topN.keys(), rows(topN.input())), topN.limit(), topN.offset());
      case Limit limit -> slice(rows(limit.input()), limit.limit(), limit.offset());
      case UnionAll union -> union.inputs().stream().flatMap(i -> rows(i).stream()).toList();
      case Consolidate consolidate -> rows(consolidate.input());
      case Unnest unnest -> NaiveUnnest.rows(unnest, rows(unnest.input()));
      case Exchange exchange -> rows(exchange.input());
      case Window window -> NaiveWindow.rows(window, rows(window.input()));
      case Modify _, WriteFile _, ExchangeSource _ ->
          throw new AssertionError("no naive " + node.name());
    };
  }

  private static boolean isTrue(Expression predicate, List<@Nullable Object> row) {
    return Boolean.TRUE.equals(NaiveExpressions.evaluate(predicate, row));
  }

  private static List<@Nullable Object> evaluate(
      List<Expression> expressions, List<@Nullable Object> row) {
    List<@Nullable Object> values = new ArrayList<>();
    expressions.forEach(expression -> values.add(NaiveExpressions.evaluate(expression, row)));
    return values;
  }

  private List<List<@Nullable Object>> scan(Scan scan) {
    List<List<@Nullable Object>> table = tables.get(scan.table());
    if (table == null) {
      throw new AssertionError("no table " + scan.table());
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : table) {
      if (scan.filters().stream().allMatch(filter -> isTrue(filter, row))) {
        List<@Nullable Object> values = new ArrayList<>();
        scan.columns().forEach(column -> values.add(row.get(column)));
        rows.add(values);
      }
    }
    return rows;
  }

  /// Both steps of an aggregation in two are one here.
  private List<List<@Nullable Object>> aggregate(Aggregate node) {
    if (node.phase() == Aggregate.Phase.SINGLE) {
      return NaiveAggregate.rows(node, rows(node.input()));
    }
    PlanNode below = node.input();
    while (below instanceof Exchange exchange) {
      below = exchange.input();
    }
    if (node.phase() != Aggregate.Phase.FINAL || !(below instanceof Aggregate partial)) {
      throw new AssertionError("a first step without its second: " + node);
    }
    return NaiveAggregate.rows(partial, rows(partial.input()));
  }

  private static List<List<@Nullable Object>> sorted(
      List<SortKey> keys, List<List<@Nullable Object>> rows) {
    return rows.stream().sorted(NaiveAggregate.order(keys)).toList();
  }

  private static List<List<@Nullable Object>> slice(
      List<List<@Nullable Object>> rows, long limit, long offset) {
    return rows.stream().skip(offset).limit(limit).toList();
  }
}
