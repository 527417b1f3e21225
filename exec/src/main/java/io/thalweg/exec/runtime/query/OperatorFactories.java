package io.thalweg.exec.runtime.query;

import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableStream;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
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
import io.thalweg.core.plan.TemporalJoin;
import io.thalweg.core.plan.TopN;
import io.thalweg.core.plan.UnionAll;
import io.thalweg.core.plan.Unnest;
import io.thalweg.core.plan.Values;
import io.thalweg.core.plan.Window;
import io.thalweg.core.plan.WriteFile;
import io.thalweg.exec.aggregate.HashAggregateFactory;
import io.thalweg.exec.join.HashJoinFactory;
import io.thalweg.exec.join.NestedLoopJoinFactory;
import io.thalweg.exec.join.temporal.TemporalJoinFactory;
import io.thalweg.exec.linear.ConsolidateFactory;
import io.thalweg.exec.linear.FilterFactory;
import io.thalweg.exec.linear.LimitFactory;
import io.thalweg.exec.linear.ProjectFactory;
import io.thalweg.exec.linear.SinkFactory;
import io.thalweg.exec.linear.StreamSinkFactory;
import io.thalweg.exec.linear.UnionAllFactory;
import io.thalweg.exec.linear.UnnestFactory;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.SourceFactory;
import io.thalweg.exec.scan.ScanFactory;
import io.thalweg.exec.scan.ScanProgress;
import io.thalweg.exec.scan.ScanRows;
import io.thalweg.exec.scan.StreamScanFactory;
import io.thalweg.exec.scan.ValuesFactory;
import io.thalweg.exec.sort.SortFactory;
import io.thalweg.exec.sort.TopNFactory;
import io.thalweg.exec.window.WindowFactory;
import java.util.Optional;

/// Which factory runs which plan node: the one place that knows all operator families.
final class OperatorFactories {
  private OperatorFactories() {}

  /// The factory of a leaf that reads.
  static SourceFactory source(PlanNode node, FactoryContext context, ScanProgress progress) {
    return switch (node) {
      case Scan scan -> scan(scan, context, progress);
      case Values values -> new ValuesFactory(values, context);
      case UnionAll _,
          Filter _,
          Project _,
          Aggregate _,
          HashJoin _,
          NestedLoopJoin _,
          TemporalJoin _,
          Sort _,
          TopN _,
          Limit _,
          Consolidate _,
          Window _,
          Unnest _,
          Modify _,
          WriteFile _,
          Exchange _,
          ExchangeSource _ ->
          throw misplaced(node);
    };
  }

  /// A table that has changes is followed in a continuous query; every other is read once.
  private static SourceFactory scan(Scan scan, FactoryContext context, ScanProgress progress) {
    Table table = context.tables().resolve(scan.table());
    ScanRows rows = ScanRows.of(scan, table, context);
    Optional<TableStream> stream = context.stream().isPresent() ? table.stream() : Optional.empty();
    return stream
        .<SourceFactory>map(it -> new StreamScanFactory(scan, rows, it, context, progress))
        .orElseGet(() -> new ScanFactory(scan, table, rows, context, progress));
  }

  /// The factory of a node with inputs.
  static OperatorFactory operator(PlanNode node, FactoryContext context) {
    return switch (node) {
      case Filter filter -> new FilterFactory(filter, context);
      case Project project -> new ProjectFactory(project, context);
      case Sort sort -> new SortFactory(sort, context);
      case TopN topN -> new TopNFactory(topN, context);
      case Limit limit -> new LimitFactory(limit, context);
      case UnionAll _ -> new UnionAllFactory();
      case Unnest unnest -> new UnnestFactory(unnest);
      case Modify modify when context.stream().isPresent() -> StreamSinkFactory.of(modify, context);
      case Modify modify -> SinkFactory.of(modify, context);
      case WriteFile write -> SinkFactory.of(write, context);
      case Aggregate aggregate -> new HashAggregateFactory(aggregate, context);
      case HashJoin join -> new HashJoinFactory(join, context);
      case NestedLoopJoin join -> new NestedLoopJoinFactory(join, context);
      case TemporalJoin join -> new TemporalJoinFactory(join, context);
      case Consolidate consolidate -> new ConsolidateFactory(consolidate);
      case Window window -> new WindowFactory(window, context);
      case Scan _, Values _, Exchange _, ExchangeSource _ -> throw misplaced(node);
    };
  }

  private static ThalwegException misplaced(PlanNode node) {
    return new ThalwegException(
        ErrorCode.INTERNAL_ERROR,
        node.name() + " #" + node.id() + " stands at a wrong place; please report the statement");
  }
}
