package io.thalweg.core.plan;

import io.thalweg.core.expr.Expression;
import io.thalweg.core.type.Schema;
import java.util.List;

/// Constant rows.
///
/// @param rows literals and parameters, of the schema's types
public record Values(int id, List<List<Expression>> rows, Schema schema) implements PlanNode {
  public Values {
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Expression> row : rows) {
      Checks.that(row.size() == schema.size(), "every row has a value per column");
    }
  }

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
    return rows.size() + (rows.size() == 1 ? " row" : " rows");
  }
}
