package io.thalweg.exec.operator;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;

/// Where an operator's rows go: the next operator, an exchange, or the result.
public interface Output {

  /// Hands on a batch of at least one row. Only when [#isFull] is false.
  void emit(Batch batch);

  /// Hands on a watermark; only by sources and the runtime. Only when [#isFull] is false.
  void watermark(long micros);

  /// Hands on a barrier; only by sources and the runtime. Only when [#isFull] is false.
  void barrier(Barrier barrier);

  /// Whether the receiver has no room. Backpressure: the runtime parks the task.
  boolean isFull();
}
