package io.thalweg.core.plan;

import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.type.Schema;
import java.util.List;

/// Writes the input's rows to a table and yields one row: the BIGINT number of rows changed.
///
/// @param changes false: the input has the table's columns and is appended; true: it has the
///   columns that [io.thalweg.core.connector.ChangeAction] describes
/// @param schema one BIGINT column
public record Modify(int id, PlanNode input, TableHandle table, boolean changes, Schema schema)
    implements PlanNode {
  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public PlanNode withInputs(List<PlanNode> newInputs) {
    return new Modify(id, newInputs.getFirst(), table, changes, schema);
  }

  @Override
  public String details() {
    return table.toString();
  }
}
