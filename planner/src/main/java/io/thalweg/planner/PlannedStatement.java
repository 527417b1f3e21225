package io.thalweg.planner;

import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.PhysicalPlan;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A statement ready to run. Immutable; may be cached and run many times.
///
/// @param parameterTypes of the `?` in order; the types a client has to bind
/// @param counts those of the `?`, counted from 0, that stand in LIMIT or OFFSET: the plan is right
///   for the values only that the session gave them ([PlannerSession#count])
/// @param notes for EXPLAIN, by node id: what bounds the state of a continuous plan's node
public record PlannedStatement(
    Kind kind,
    PhysicalPlan plan,
    List<DataType> parameterTypes,
    Set<Integer> counts,
    Map<Integer, String> notes) {
  public PlannedStatement {
    parameterTypes = List.copyOf(parameterTypes);
    counts = Set.copyOf(counts);
    notes = Map.copyOf(notes);
  }

  public PlannedStatement(Kind kind, PhysicalPlan plan, List<DataType> parameterTypes) {
    this(kind, plan, parameterTypes, Set.of(), Map.of());
  }

  public PlannedStatement withCounts(Set<Integer> newCounts) {
    return new PlannedStatement(kind, plan, parameterTypes, newCounts, notes);
  }

  /// What running the plan yields.
  public enum Kind {
    /// Rows.
    QUERY,
    /// One row with the BIGINT number of rows changed or written.
    UPDATE,
    /// Rows of epoch after epoch, until the client cancels.
    STREAM,
    /// No rows: what it writes goes to a table, until it is stopped.
    JOB
  }

  /// Whether the rows of a STREAM are never retracted, so that they need no weights.
  public boolean appendOnly() {
    return plan.stream()
        .flatMap(stream -> Optional.ofNullable(stream.nodes().get(plan.result().root().id())))
        .map(NodeStream::appendOnly)
        .orElse(true);
  }

  public Schema schema() {
    return plan.schema();
  }
}
