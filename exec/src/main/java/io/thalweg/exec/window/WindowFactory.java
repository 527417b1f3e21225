package io.thalweg.exec.window;

import io.thalweg.core.plan.Window;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.TaskContext;

/// Makes the operators of a [Window]. Rows of one partition have to meet in one task.
public final class WindowFactory implements OperatorFactory {
  private final Window node;
  private final FactoryContext context;

  public WindowFactory(Window node, FactoryContext context) {
    this.node = node;
    this.context = context;
  }

  @Override
  public Operator create(TaskContext task) {
    return context.stream()
        .<Operator>map(facts -> new ChangingWindow(node, facts, task))
        .orElseGet(() -> new WindowOperator(node, context, task));
  }
}
