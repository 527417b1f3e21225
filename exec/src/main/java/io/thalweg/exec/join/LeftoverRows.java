package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.spill.Calls;
import io.thalweg.exec.spill.Step;
import io.thalweg.exec.spill.bounded.RowPartitions;

/// Left rows that have no match yet, on their way to a file. Used by one task.
final class LeftoverRows implements Output {
  private final RowPartitions rows;

  /// @param rows in one partition
  LeftoverRows(RowPartitions rows) {
    this.rows = rows;
  }

  /// A pass whose rows come here.
  Step of(JoinPass pass, Calls calls) {
    return _ -> {
      if (rows.isFull()) {
        calls.start(rows::write);
        return false;
      }
      return pass.advance(this);
    };
  }

  @Override
  public void emit(Batch batch) {
    rows.add(batch);
  }

  @Override
  public void watermark(long micros) {
    throw new IllegalStateException("a bounded query has no watermarks");
  }

  @Override
  public void barrier(Barrier barrier) {
    throw new IllegalStateException("a bounded query has no barriers");
  }

  @Override
  public boolean isFull() {
    return false;
  }
}
