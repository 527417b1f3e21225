package io.thalweg.exec.join;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.spill.Calls;
import io.thalweg.exec.spill.Step;
import io.thalweg.exec.spill.bounded.RowFile;
import io.thalweg.exec.spill.bounded.RowReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Runs left rows of files against right rows in memory. Used by one task.
final class JoinPass implements Step, AutoCloseable {
  private static final int LEFT = 0;
  private static final int RIGHT = 1;

  private final GraceJoin.Pass<?> join;
  private final Deque<Batch> right;
  private final RowReader left;
  private final Calls calls;
  private final int batchRows;
  private Phase phase = Phase.BUILDING;
  private boolean draining;

  private enum Phase {
    /// Right rows are handed over.
    BUILDING,
    /// Left rows are read and handed over.
    PROBING,
    /// Both sides have ended.
    CLOSING
  }

  JoinPass(
      GraceJoin.Pass<?> join,
      List<Batch> right,
      List<RowFile.Block> left,
      Calls calls,
      int batchRows) {
    this.join = join;
    this.right = new ArrayDeque<>(right);
    this.left = new RowReader(left);
    this.calls = calls;
    this.batchRows = batchRows;
  }

  @Override
  public boolean advance(Output out) {
    JoinOperator<?> operator = join.operator();
    if (draining) {
      draining = !operator.drain(out);
      return false;
    }
    switch (phase) {
      case BUILDING -> build(operator, out);
      case PROBING -> probe(operator, out);
      case CLOSING -> {
        close();
        return true;
      }
    }
    return false;
  }

  private void build(JoinOperator<?> operator, Output out) {
    Batch rows = right.poll();
    if (rows != null) {
      operator.accept(RIGHT, rows, out);
      return;
    }
    operator.end(RIGHT, out);
    phase = Phase.PROBING;
    draining = true;
  }

  private void probe(JoinOperator<?> operator, Output out) {
    if (operator.isSatisfied()) {
      phase = Phase.CLOSING;
    } else if (!left.hasNext()) {
      operator.end(LEFT, out);
      phase = Phase.CLOSING;
      draining = true;
    } else if (left.needsLoad()) {
      calls.start(left::load);
    } else {
      operator.accept(LEFT, left.next(batchRows), out);
      draining = true;
    }
  }

  @Override
  public void close() {
    join.close();
  }
}
