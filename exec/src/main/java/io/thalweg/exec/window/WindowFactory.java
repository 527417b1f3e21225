package io.thalweg.exec.window;

import io.thalweg.core.plan.Window;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.TaskContext;

/// Makes the operators of a [Window]. Rows of one partition have to meet in one task.
public final class WindowFactory implements OperatorFactory {
  private final Window node;

  public WindowFactory(Window node) {
    this.node = node;
  }

  @Override
  public Operator create(TaskContext context) {
    return new WindowOperator(node, context);
  }
}
