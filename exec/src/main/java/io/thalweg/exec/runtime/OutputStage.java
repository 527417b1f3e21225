package io.thalweg.exec.runtime;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.exchange.TaskOutput;

/// The top of a task's tree: hands the root's rows to the exchange or the result.
final class OutputStage implements Stage {
  private final Stage root;
  private final Slot input;
  private final TaskOutput output;
  private boolean finished;
  private boolean closed;

  OutputStage(Stage root, Slot input, TaskOutput output) {
    this.root = root;
    this.input = input;
    this.output = output;
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
    if (batch == null) {
      return end();
    }
    output.emit(batch);
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
