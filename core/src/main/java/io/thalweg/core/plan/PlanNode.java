package io.thalweg.core.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.thalweg.core.type.Schema;
import java.util.List;

/// One step of a physical plan. Immutable.
///
/// `id` is unique within a plan; errors, memory reservations and metrics name a node by it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "node")
public sealed interface PlanNode
    permits Scan,
        Values,
        Filter,
        Project,
        Aggregate,
        HashJoin,
        NestedLoopJoin,
        TemporalJoin,
        Sort,
        TopN,
        Limit,
        UnionAll,
        Consolidate,
        Window,
        Unnest,
        Modify,
        WriteFile,
        Exchange,
        ExchangeSource {

  int id();

  /// The columns of the rows this node yields.
  Schema schema();

  @JsonIgnore
  List<PlanNode> inputs();

  /// The same node over other inputs (as many as it has).
  PlanNode withInputs(List<PlanNode> newInputs);

  /// What `EXPLAIN` prints behind the node's name, for example its keys; may be empty.
  @JsonIgnore
  String details();

  /// The node's name in `EXPLAIN` and in errors.
  @JsonIgnore
  default String name() {
    return getClass().getSimpleName();
  }
}
