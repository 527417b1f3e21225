package io.thalweg.exec.linear;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.operator.StateWriter;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// A limit over a continuous input that only grows: the rows that came first stay. Its state is how
/// many may still pass. Behind the epoch in which the last one passed it is satisfied, unless its
/// state is part of checkpoints.
final class GrowingLimit implements Operator {
  private static final String PART = "left";

  private long toSkip;
  private long toEmit;
  private final boolean durable;
  private boolean satisfied;

  /// @param durable whether it has to be there for checkpoints
  GrowingLimit(long limit, long offset, boolean durable) {
    this.durable = durable;
    this.toSkip = offset;
    this.toEmit = limit;
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    int @Nullable [] weights = batch.weights();
    int[] shares = new int[batch.length()];
    int[] selection = new int[batch.rowCount()];
    int count = 0;
    for (int i = 0; i < batch.rowCount() && toEmit > 0; i++) {
      int row = batch.row(i);
      long weight = weights == null ? 1 : weights[row];
      long skipped = Math.min(toSkip, weight);
      long share = Math.min(toEmit, weight - skipped);
      toSkip -= skipped;
      toEmit -= share;
      if (share > 0) {
        shares[row] = (int) share;
        selection[count++] = row;
      }
    }
    if (count > 0) {
      Batch passed = weights == null ? batch : batch.withWeights(shares);
      out.emit(count == batch.length() ? passed : passed.withSelection(selection, count));
    }
  }

  @Override
  public void barrier(Barrier barrier) {
    satisfied = toEmit == 0 && !durable;
  }

  @Override
  public boolean isSatisfied() {
    return satisfied;
  }

  @Override
  public void snapshot(StateWriter state) {
    state.write(PART, 0, Batch.of(1, number(toSkip), number(toEmit)));
  }

  private static LongColumn number(long value) {
    return new LongColumn(1, new long[] {value}, null);
  }

  @Override
  public void restore(StateReader state) {
    for (Iterator<Batch> numbers = state.read(PART); numbers.hasNext(); ) {
      Batch last = numbers.next();
      int row = last.row(last.rowCount() - 1);
      toSkip = number(last.column(0), row);
      toEmit = number(last.column(1), row);
    }
  }

  private static long number(Column column, int row) {
    return ((LongColumn) column.flatten()).values()[row];
  }

  @Override
  public void end(int input, Output out) {
    // Nothing is pending.
  }
}
