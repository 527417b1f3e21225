package io.thalweg.exec.linear;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.TaskContext;

/// Makes the operators of a union of all rows: batches of every input pass as they come.
public final class UnionAllFactory implements OperatorFactory {

  @Override
  public Operator create(TaskContext context) {
    return new UnionAllOperator();
  }

  private static final class UnionAllOperator implements Operator {
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
