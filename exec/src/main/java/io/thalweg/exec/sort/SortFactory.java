package io.thalweg.exec.sort;

import io.thalweg.core.plan.Sort;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.TaskContext;

/// Makes the operators of a [Sort]: each task sorts the rows it gets.
public final class SortFactory implements OperatorFactory {
  private final Sort node;
  private final RowOrder order;

  public SortFactory(Sort node) {
    this.node = node;
    this.order = new RowOrder(node.keys());
  }

  @Override
  public Operator create(TaskContext context) {
    return new SortOperator(node.name() + " #" + node.id(), order, context);
  }
}
