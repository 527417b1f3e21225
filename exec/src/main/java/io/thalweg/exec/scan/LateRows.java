package io.thalweg.exec.scan;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;

/// Where the late rows of one task's part of a scan go: a sink of its own, which prepares and
/// commits with the job's checkpoints. Used by the task.
final class LateRows {
  private final Operator sink;
  private long epoch = -1;

  /// @param sink writes what it is given; emits nothing
  LateRows(Operator sink) {
    this.sink = sink;
  }

  /// Whether rows may be read: what was written before has been taken. Otherwise the task is woken.
  boolean isReady(Output out) {
    return sink.drain(out);
  }

  /// Takes rows, once ready.
  void write(Batch rows, Output out) {
    sink.accept(0, rows, out);
  }

  /// Whether the rows before a barrier have been prepared where it asks for that.
  boolean hasPassed(Barrier barrier, Output out) {
    if (barrier.epoch() != epoch) {
      epoch = barrier.epoch();
      sink.barrier(barrier);
    }
    return sink.drain(out);
  }
}
