package io.thalweg.exec.sort;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;

/// Sorts the rows of one task.
final class SortOperator implements Operator {
  private final ExternalSorter sorter;

  SortOperator(ExternalSorter sorter) {
    this.sorter = sorter;
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    sorter.add(batch.compact());
  }

  @Override
  public void end(int input, Output out) {
    sorter.finish();
  }

  @Override
  public boolean drain(Output out) {
    if (!sorter.isReady()) {
      return false;
    }
    if (!sorter.hasNext()) {
      return true;
    }
    if (!out.isFull()) {
      out.emit(sorter.next());
    }
    return false;
  }

  @Override
  public boolean isBlocked() {
    return sorter.isWaiting();
  }

  @Override
  public void close() {
    sorter.close();
  }
}
