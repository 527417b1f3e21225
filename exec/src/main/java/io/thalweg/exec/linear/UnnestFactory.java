package io.thalweg.exec.linear;

import io.thalweg.core.plan.Unnest;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.TaskContext;

/// Makes the operators of an [Unnest].
public final class UnnestFactory implements OperatorFactory {
  private final Unnest node;

  public UnnestFactory(Unnest node) {
    this.node = node;
  }

  @Override
  public Operator create(TaskContext context) {
    return new UnnestOperator(node, context.batchRows());
  }
}
