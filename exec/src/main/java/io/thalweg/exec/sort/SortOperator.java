package io.thalweg.exec.sort;

import io.thalweg.core.data.Batch;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.TaskContext;
import org.jspecify.annotations.Nullable;

/// Sorts the rows of one task, all of them in memory.
final class SortOperator implements Operator {
  private final int batchRows;
  private final MemoryReservation memory;
  private @Nullable RowSorter sorter;

  SortOperator(String name, RowOrder order, TaskContext context) {
    this.batchRows = context.batchRows();
    this.memory = context.reserve(name);
    this.sorter = new RowSorter(order);
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    Batch rows = batch.compact();
    memory.add(RowSorter.sizeInBytes(rows));
    if (sorter != null) {
      sorter.add(rows);
    }
  }

  @Override
  public void end(int input, Output out) {
    if (sorter != null) {
      sorter.finish();
    }
  }

  @Override
  public boolean drain(Output out) {
    if (sorter == null || !sorter.hasNext()) {
      return true;
    }
    if (out.isFull()) {
      return false;
    }
    out.emit(sorter.next(batchRows));
    return !sorter.hasNext();
  }

  @Override
  public void close() {
    sorter = null;
    memory.close();
  }
}
