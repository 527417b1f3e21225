package io.thalweg.exec.runtime.pipeline;

import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Snapshot;
import io.thalweg.exec.operator.StateWriter;
import org.jspecify.annotations.Nullable;

/// The state of one operator in one task, which goes into a checkpoint piece by piece between the
/// operator's other work. Used by that task.
///
/// A piece now and then while there is other work, one after the other while there is none; nothing
/// while too much of it waits for the store.
final class StageSnapshot {
  /// Steps of the operator for each piece.
  private static final int WORK_PER_PIECE = 4;

  private final Operator operator;
  private final Snapshots snapshots;
  private @Nullable Snapshot running;
  private @Nullable StateWriter writer;
  private int steps;

  StageSnapshot(Operator operator, Snapshots snapshots) {
    this.operator = operator;
    this.snapshots = snapshots;
  }

  /// The operator has been drained at `barrier`, which carries a checkpoint.
  void begin(Barrier barrier) {
    StateWriter target = snapshots.at(barrier);
    Snapshot snapshot = operator.beginSnapshot(target);
    if (snapshot != Snapshot.WRITTEN) {
      running = snapshot;
      writer = target;
      steps = 0;
      snapshots.unwritten();
    }
  }

  boolean isRunning() {
    return running != null;
  }

  /// Whether the next piece may be written.
  boolean isPossible() {
    return writer != null && !writer.isFull();
  }

  /// Whether it is the next piece's turn before the operator goes on.
  boolean isDue() {
    return steps >= WORK_PER_PIECE && isPossible();
  }

  /// The operator has made a step.
  void worked(Stage.Progress progress) {
    steps += progress == Stage.Progress.IDLE ? 0 : 1;
  }

  /// Writes the next piece.
  void advance() {
    steps = 0;
    if (running != null && running.advance()) {
      end();
    }
  }

  /// Writes what is left.
  void finish() {
    if (running != null) {
      running.finish();
      end();
    }
  }

  private void end() {
    running = null;
    writer = null;
    snapshots.written();
  }
}
