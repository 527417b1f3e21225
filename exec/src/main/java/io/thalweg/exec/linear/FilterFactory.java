package io.thalweg.exec.linear;

import io.thalweg.core.plan.Filter;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.TaskContext;

/// Makes the operators of a [Filter].
public final class FilterFactory implements OperatorFactory {
  private final Filter node;
  private final FactoryContext context;

  public FilterFactory(Filter node, FactoryContext context) {
    this.node = node;
    this.context = context;
  }

  @Override
  public Operator create(TaskContext task) {
    return new FilterOperator(context.predicate(node.predicate()), task.batchRows());
  }
}
