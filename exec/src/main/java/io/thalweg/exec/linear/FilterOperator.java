package io.thalweg.exec.linear;

import io.thalweg.core.connector.Predicate;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.exec.kernel.BatchCoalescer;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Keeps rows by selection; joins what is left of batches when only few rows pass.
final class FilterOperator implements Operator {
  private final Predicate predicate;
  private final BatchCoalescer coalescer;
  private int[] selection = new int[0];
  private boolean flushing;

  FilterOperator(Predicate predicate, int batchRows) {
    this.predicate = predicate;
    this.coalescer = new BatchCoalescer(batchRows);
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    int rows = batch.rowCount();
    if (selection.length < rows) {
      selection = new int[rows];
    }
    int kept = predicate.select(batch, selection);
    Batch passed = kept == rows ? batch : batch.withSelection(Arrays.copyOf(selection, kept), kept);
    emit(coalescer.add(passed), out);
  }

  private static void emit(@Nullable Batch batch, Output out) {
    if (batch != null) {
      out.emit(batch);
    }
  }

  @Override
  public boolean drain(Output out) {
    if (flushing && !out.isFull()) {
      flushing = false;
      emit(coalescer.flush(), out);
    }
    return !flushing;
  }

  /// Rows held back belong to the epoch that ends here.
  @Override
  public void barrier(Barrier barrier) {
    flushing = true;
  }

  @Override
  public void end(int input, Output out) {
    flushing = true;
  }
}
