package io.thalweg.core.plan;

import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.expr.And;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.type.Schema;
import java.util.List;
import java.util.OptionalLong;

/// Reads a table.
///
/// @param columns ordinals of the table's schema (with row id), in output order
/// @param filters conjuncts over the table's columns; exact ones are applied by the reader, the
///   others only prune (and stand again in a [Filter] above)
/// @param limit rows that suffice, only when nothing above filters
/// @param runtimeFilters what joins above will know
public record Scan(
    int id,
    TableHandle table,
    List<Integer> columns,
    List<Expression> filters,
    OptionalLong limit,
    List<RuntimeFilterTarget> runtimeFilters,
    Schema schema)
    implements PlanNode {
  public Scan {
    columns = List.copyOf(columns);
    filters = List.copyOf(filters);
    runtimeFilters = List.copyOf(runtimeFilters);
    Checks.that(columns.size() == schema.size(), "a scan yields the columns it names");
  }

  /// A scan's place for a runtime filter.
  ///
  /// @param filter the filter's id within the plan, see [HashJoin#runtimeFilters]
  /// @param column ordinal in the table
  public record RuntimeFilterTarget(int filter, int column) {}

  @Override
  public List<PlanNode> inputs() {
    return List.of();
  }

  @Override
  public PlanNode withInputs(List<PlanNode> newInputs) {
    return this;
  }

  @Override
  public String details() {
    StringBuilder text = new StringBuilder(table.toString());
    text.append(" columns=").append(schema.fields().stream().map(f -> f.name()).toList());
    if (!filters.isEmpty()) {
      text.append(" filter=").append(And.of(filters));
    }
    limit.ifPresent(rows -> text.append(" limit=").append(rows));
    for (RuntimeFilterTarget target : runtimeFilters) {
      text.append(" runtime_filter=#").append(target.filter()).append(" on $");
      text.append(target.column());
    }
    return text.toString();
  }
}
