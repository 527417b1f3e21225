package io.thalweg.exec.runtime;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.operator.Output;
import org.jspecify.annotations.Nullable;

/// The place for one batch between two stages of a task. Used by one task.
///
/// Handing over through a place instead of calling the next operator at once keeps calls short, one
/// node's time apart from another's, and the rule that a full output is never emitted into.
final class Slot implements Output {
  private final NodeMetrics metrics;
  private @Nullable Batch batch;
  private boolean ended;

  /// @param metrics of the node that emits
  Slot(NodeMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void emit(Batch emitted) {
    if (batch != null) {
      throw new IllegalStateException("emit into a full output");
    }
    if (!emitted.isEmpty()) {
      batch = emitted;
      metrics.emitted(emitted.rowCount());
    }
  }

  @Override
  public boolean isFull() {
    return batch != null;
  }

  /// The batch, which leaves; null when there is none.
  @Nullable Batch take() {
    Batch taken = batch;
    batch = null;
    return taken;
  }

  /// Nothing will be emitted any more.
  void end() {
    ended = true;
  }

  /// Whether there is a batch to take, or the end to see.
  boolean hasNews() {
    return batch != null || ended;
  }

  boolean isEnded() {
    return ended && batch == null;
  }

  @Override
  public void watermark(long micros) {
    throw noSignals();
  }

  @Override
  public void barrier(Barrier barrier) {
    throw noSignals();
  }

  private static ThalwegException noSignals() {
    return new ThalwegException(
        ErrorCode.FEATURE_NOT_SUPPORTED,
        "continuous queries cannot run yet; run the query over bounded tables");
  }
}
