package io.thalweg.exec.sort;

import io.thalweg.core.plan.TopN;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.TaskContext;

/// Makes the operators of a [TopN]: each task keeps the first rows of those it gets.
public final class TopNFactory implements OperatorFactory {
  private final TopN node;
  private final RowOrder order;

  public TopNFactory(TopN node) {
    this.node = node;
    this.order = new RowOrder(node.keys());
  }

  @Override
  public Operator create(TaskContext context) {
    String name = node.name() + " #" + node.id();
    return new TopNOperator(name, order, node.limit(), node.offset(), context);
  }
}
