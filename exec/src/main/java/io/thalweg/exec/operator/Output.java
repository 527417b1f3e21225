package io.thalweg.exec.operator;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;

/// Where an operator's rows go: the next operator, an exchange, or the result.
public interface Output {

  /// Hands on a batch of at least one row. Only when [#isFull] is false.
  void emit(Batch batch);

  void watermark(long micros);

  void barrier(Barrier barrier);

  /// Whether the receiver has no room. Backpressure: the runtime parks the task.
  boolean isFull();
}
