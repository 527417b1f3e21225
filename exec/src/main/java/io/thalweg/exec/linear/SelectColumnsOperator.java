package io.thalweg.exec.linear;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;

/// A projection that only picks and reorders columns: copies nothing and keeps selections.
final class SelectColumnsOperator implements Operator {
  private final int[] columns;

  SelectColumnsOperator(int[] columns) {
    this.columns = columns;
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    out.emit(batch.select(columns));
  }

  @Override
  public void end(int input, Output out) {
    // Nothing is pending.
  }
}
