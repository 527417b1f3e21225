package io.thalweg.core.plan;

import io.thalweg.core.expr.Expression;
import io.thalweg.core.type.Schema;
import java.util.List;

/// Computes one column per expression. Linear: weights pass through.
public record Project(int id, PlanNode input, List<Expression> expressions, Schema schema)
    implements PlanNode {
  public Project {
    expressions = List.copyOf(expressions);
    Checks.that(expressions.size() == schema.size(), "a projection names each expression");
    for (int i = 0; i < expressions.size(); i++) {
      Checks.that(
          expressions.get(i).type().equals(schema.type(i)),
          "expression " + expressions.get(i) + " is no " + schema.type(i).sql());
    }
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public PlanNode withInputs(List<PlanNode> newInputs) {
    return new Project(id, newInputs.getFirst(), expressions, schema);
  }

  @Override
  public String details() {
    return expressions.toString();
  }
}
