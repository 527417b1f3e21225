package io.thalweg.exec.linear;

import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.plan.Project;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.TaskContext;

/// Makes the operators of a [Project].
public final class ProjectFactory implements OperatorFactory {
  private final Project node;
  private final FactoryContext context;

  public ProjectFactory(Project node, FactoryContext context) {
    this.node = node;
    this.context = context;
  }

  @Override
  public Operator create(TaskContext task) {
    if (node.expressions().stream().allMatch(expression -> expression instanceof ColumnRef)) {
      return new SelectColumnsOperator(
          node.expressions().stream().mapToInt(ref -> ((ColumnRef) ref).index()).toArray());
    }
    if (context.stream().isPresent()
        && node.expressions().stream().anyMatch(ProcessingTime::isIn)) {
      return new ProcessingTime(node.expressions(), context);
    }
    return new ProjectOperator(context.projection(node.expressions()));
  }
}
