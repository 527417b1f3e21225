package io.thalweg.exec.window;

import io.thalweg.core.plan.NodeStream;
import io.thalweg.core.plan.Window;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.TaskContext;
import java.util.Optional;

/// Makes the operators of a [Window]. Rows of one partition have to meet in one task.
public final class WindowFactory implements OperatorFactory {
  private final Window node;
  private final Optional<NodeStream> stream;

  public WindowFactory(Window node, FactoryContext context) {
    this.node = node;
    this.stream = context.stream();
  }

  @Override
  public Operator create(TaskContext context) {
    return stream
        .<Operator>map(facts -> new ChangingWindow(node, facts, context))
        .orElseGet(() -> new WindowOperator(node, context));
  }
}
