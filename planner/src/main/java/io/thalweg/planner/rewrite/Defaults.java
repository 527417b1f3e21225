package io.thalweg.planner.rewrite;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.logical.Assignment;
import io.thalweg.planner.logical.Column;
import io.thalweg.planner.logical.ColumnIds;
import io.thalweg.planner.logical.LogicalAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// An aggregate over all rows that becomes a grouped one behind an outer join: groups that are
/// missing have to give what the aggregate gives over no rows, zero for counts.
final class Defaults {
  private static final Set<String> COUNTS = Set.of("count", "approx_count_distinct", "regr_count");

  private final LogicalAggregate aggregate;
  private final List<Assignment> assignments = new ArrayList<>();

  Defaults(ColumnIds ids, LogicalAggregate original) {
    List<LogicalAggregate.Output> calls = new ArrayList<>();
    for (LogicalAggregate.Output output : original.calls()) {
      Column column = output.column();
      if (!COUNTS.contains(output.call().function())) {
        calls.add(output);
        assignments.add(Assignment.pass(column.asNullable()));
        continue;
      }
      Column raw = ids.copy(column).asNullable();
      calls.add(new LogicalAggregate.Output(raw, output.call()));
      Expression zero = new Literal(SimpleType.BIGINT, 0L);
      assignments.add(
          new Assignment(
              column, new Call("coalesce", List.of(raw.ref(), zero), SimpleType.BIGINT)));
    }
    aggregate =
        new LogicalAggregate(
            original.input(),
            original.keys(),
            original.groupingSets(),
            calls,
            original.setColumn());
  }

  /// The aggregate whose counts are under other columns.
  LogicalAggregate aggregate() {
    return aggregate;
  }

  /// The original's columns, computed above the join.
  List<Assignment> assignments() {
    return assignments;
  }
}
