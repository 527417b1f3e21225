package io.thalweg.core.plan;

import io.thalweg.core.type.Schema;
import java.util.List;

/// One output row per element of the arrays (or maps) in `columns`, taken in parallel and padded
/// with NULL to the longest.
///
/// The output has the input's columns, then the elements (two columns, key and value, for a map;
/// one per field for an array of rows when `expandRows`), then, if wanted, the BIGINT ordinality
/// from 1.
///
/// @param outer keep an input row whose arrays are all empty or NULL, with NULLs
public record Unnest(
    int id,
    PlanNode input,
    List<Integer> columns,
    boolean expandRows,
    boolean withOrdinality,
    boolean outer,
    Schema schema)
    implements PlanNode {
  public Unnest {
    columns = List.copyOf(columns);
    Checks.columns(columns, input.schema().size());
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public PlanNode withInputs(List<PlanNode> newInputs) {
    return new Unnest(id, newInputs.getFirst(), columns, expandRows, withOrdinality, outer, schema);
  }

  @Override
  public String details() {
    return columns.stream().map(column -> "$" + column).toList() + (outer ? " outer" : "");
  }
}
