package io.thalweg.planner.physical;

import io.thalweg.core.connector.Table;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.Consolidate;
import io.thalweg.core.plan.Modify;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.plan.StreamPlan.Emit;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.PlannerOptions;
import io.thalweg.planner.convert.LogicalQuery;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.ColumnIds;
import io.thalweg.planner.stream.LateRowTables;
import io.thalweg.planner.stream.Retractions;
import io.thalweg.planner.stream.StreamFacts;
import io.thalweg.planner.stream.StreamPlans;
import java.util.List;
import java.util.Optional;

/// Lowers a continuous query: the same operators as a bounded one's, each with its state where its
/// keys are. Used by one thread, once.
public final class StreamLowering {
  private static final Schema COUNT = Schema.of(Field.required("count", SimpleType.BIGINT));

  private final PlannerOptions options;
  private final Emit emit;
  private final StreamFacts facts;
  private final Fragments fragments = new Fragments();
  private final Lowering lowering;

  public StreamLowering(PlannerOptions options, ColumnIds ids, Emit emit) {
    this.options = options;
    this.emit = emit;
    this.facts = new StreamFacts(fragments::root, emit == Emit.ON_WATERMARK);
    this.lowering = new Lowering(options, ids, fragments, facts);
  }

  /// @param parameters their types
  /// @param sink the table that gets the rows; empty: they are the result
  /// @param lateRows where rows go that come behind the watermark
  public StreamPlans.Continuous plan(
      LogicalQuery query, List<DataType> parameters, Optional<Table> sink, LateRowTables lateRows) {
    List<Integer> key = sink.map(Table::streamTargetKey).orElse(List.of());
    Lowered result = lowering.settled(lowering.result(query.node(), query.columns()));
    Lowered rows = consolidated(gathered(result, key));
    sink.ifPresent(table -> requireTakes(table, rows));
    Schema schema = sink.isPresent() ? COUNT : rows.node().schema();
    Lowered root = sink.map(table -> write(rows, table)).orElse(rows);
    PhysicalPlan plan =
        new PhysicalPlan(
            fragments.finish(root), schema, parameters, fragments.estimates(), Optional.empty());
    return new StreamPlans(facts, emit, options).continuous(plan, lateRows);
  }

  /// What takes rows back can be written only where they are found again.
  private void requireTakes(Table table, Lowered rows) {
    if (!table.acceptsRetractions() && Retractions.arePossible(rows.node(), facts)) {
      throw new ThalwegException(
          ErrorCode.RETRACTIONS_NOT_ACCEPTED,
          "table "
              + table.handle()
              + " takes only new rows, but this query takes rows back when its answer changes; use"
              + " EMIT ON WATERMARK, which writes only what is final, or a table that finds rows"
              + " by a key (in Kafka: with a PRIMARY KEY), or one in memory");
    }
  }

  /// A writer that replaces rows has to see all rows of a key, in their order.
  ///
  /// @param key ordinals
  private Lowered gathered(Lowered rows, List<Integer> key) {
    List<Integer> ids = key.stream().map(ordinal -> rows.columns().get(ordinal).id()).toList();
    return ids.isEmpty() || rows.spread().gathers(ids) ? rows : fragments.hash(rows, ids);
  }

  /// What leaves holds no row and its retraction in one epoch.
  private Lowered consolidated(Lowered rows) {
    if (facts.of(rows.node()).consolidated()) {
      return rows;
    }
    List<Integer> all = rows.columns().stream().map(Column::id).toList();
    Lowered moved = rows.spread().gathers(all) ? rows : fragments.hash(rows, all);
    Consolidate node = new Consolidate(fragments.nextNode(), moved.node());
    fragments.estimate(node, rows.rows());
    return moved.with(node, rows.rows());
  }

  /// Every task writes its own rows.
  private Lowered write(Lowered rows, Table table) {
    Modify node = new Modify(fragments.nextNode(), rows.node(), table.handle(), false, COUNT);
    return new Lowered(node, List.of(), rows.spread(), rows.rows());
  }
}
