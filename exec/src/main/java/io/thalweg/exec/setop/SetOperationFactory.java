package io.thalweg.exec.setop;

import io.thalweg.core.plan.SetOperation;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.TaskContext;

/// Makes the operators of a [SetOperation]. Equal rows of both sides have to meet in one task.
public final class SetOperationFactory implements OperatorFactory {
  private final SetOperation node;

  public SetOperationFactory(SetOperation node) {
    this.node = node;
  }

  @Override
  public Operator create(TaskContext context) {
    return new SetOperationOperator(node, context);
  }
}
