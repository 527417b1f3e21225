package io.thalweg.exec.sort;

import io.thalweg.core.data.Batch;
import io.thalweg.core.plan.Sort;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.TaskContext;

/// Makes the operators of a [Sort]: each task sorts the rows it gets. Changes have no order: in a
/// continuous query they pass as they come.
public final class SortFactory implements OperatorFactory {
  private final Sort node;
  private final RowOrder order;
  private final FactoryContext context;

  public SortFactory(Sort node, FactoryContext context) {
    this.node = node;
    this.order = new RowOrder(node.keys());
    this.context = context;
  }

  @Override
  public Operator create(TaskContext task) {
    return context.stream().isPresent()
        ? new UnsortedOperator()
        : new SortOperator(
            new ExternalSorter(node.name() + " #" + node.id(), order, context, task));
  }

  private static final class UnsortedOperator implements Operator {
    @Override
    public void accept(int input, Batch batch, Output out) {
      out.emit(batch);
    }

    @Override
    public void end(int input, Output out) {
      // Nothing is pending.
    }
  }
}
