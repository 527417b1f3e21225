package io.thalweg.exec.runtime.pipeline;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.data.Signal.Watermark;
import io.thalweg.exec.exchange.TaskOutput;
import java.util.function.Consumer;

/// The top of a task's tree: hands the root's rows to the exchange or the result. Used by one task.
public final class OutputStage implements Stage {
  private final Stage root;
  private final Slot input;
  private final TaskOutput output;
  private final Consumer<Barrier> passed;
  private boolean finished;
  private boolean closed;

  /// @param root the stage below
  /// @param input where that one puts its rows
  /// @param output closed with the stage
  /// @param passed told of each barrier that has left the task
  public OutputStage(Stage root, Slot input, TaskOutput output, Consumer<Barrier> passed) {
    this.root = root;
    this.input = input;
    this.output = output;
    this.passed = passed;
  }

  @Override
  public Progress advance() {
    if (finished) {
      return Progress.IDLE;
    }
    if (output.isSatisfied()) {
      root.stop();
      return end();
    }
    if (!input.hasNews() || output.isFull()) {
      return Progress.IDLE;
    }
    Batch batch = input.take();
    if (batch != null) {
      output.emit(batch);
      return Progress.WORKED;
    }
    Signal signal = input.takeSignal();
    return signal == null ? end() : handOn(signal);
  }

  private Progress handOn(Signal signal) {
    switch (signal) {
      case Watermark(long micros) -> output.watermark(micros);
      case Barrier barrier -> {
        output.barrier(barrier);
        passed.accept(barrier);
      }
      case Signal.End _ -> throw new IllegalStateException("an end is not a signal in a slot");
    }
    return Progress.WORKED;
  }

  private Progress end() {
    finished = true;
    output.end();
    return Progress.EMITTED;
  }

  @Override
  public boolean isFinished() {
    return finished;
  }

  @Override
  public String name() {
    return "output of " + root.name();
  }

  @Override
  public void addBusyNanos(long nanos) {
    root.addBusyNanos(nanos);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      output.close();
    }
  }

  @Override
  public void stop() {
    finished = true;
    root.stop();
    close();
  }
}
