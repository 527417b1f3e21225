package io.thalweg.exec.runtime.pipeline;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.data.Signal.Watermark;
import io.thalweg.exec.operator.Output;
import org.jspecify.annotations.Nullable;

/// The place for one batch or signal between two stages of a task. Used by one task.
///
/// Handing over through a place instead of calling the next operator at once keeps calls short, one
/// node's time apart from another's, and the rule that a full output is never emitted into.
public final class Slot implements Output {
  private final NodeMetrics metrics;
  private @Nullable Batch batch;
  private @Nullable Signal signal;
  private boolean ended;

  /// @param metrics of the node that emits
  public Slot(NodeMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void emit(Batch emitted) {
    requireRoom();
    if (!emitted.isEmpty()) {
      batch = emitted;
      metrics.emitted(emitted.rowCount());
    }
  }

  private void requireRoom() {
    if (isFull()) {
      throw new IllegalStateException("emit into a full output");
    }
  }

  @Override
  public void watermark(long micros) {
    requireRoom();
    signal = new Watermark(micros);
  }

  @Override
  public void barrier(Barrier barrier) {
    requireRoom();
    signal = barrier;
  }

  @Override
  public boolean isFull() {
    return batch != null || signal != null;
  }

  /// The batch, which leaves; null when there is none.
  @Nullable Batch take() {
    Batch taken = batch;
    batch = null;
    return taken;
  }

  /// The signal that stands here; null when there is none.
  @Nullable Signal signal() {
    return signal;
  }

  /// The signal, which leaves; null when there is none.
  @Nullable Signal takeSignal() {
    Signal taken = signal;
    signal = null;
    return taken;
  }

  /// Nothing will be emitted any more.
  void end() {
    ended = true;
  }

  /// Whether only the end is left to see.
  boolean isOver() {
    return ended && batch == null && signal == null;
  }

  /// Whether there is a batch or a signal to take, or the end to see.
  boolean hasNews() {
    return batch != null || signal != null || ended;
  }
}
