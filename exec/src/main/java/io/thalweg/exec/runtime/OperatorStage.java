package io.thalweg.exec.runtime;

import io.thalweg.core.data.Batch;
import io.thalweg.exec.operator.Operator;
import java.util.ArrayList;
import java.util.List;

/// An inner node of a task's tree: keeps the call order that [Operator] demands.
final class OperatorStage implements Stage {
  private final String name;
  private final Operator operator;
  private final Slot output;
  private final NodeMetrics metrics;
  private final SourceStage.Demand demand;
  private final List<Input> inputs = new ArrayList<>();
  private int openInputs;
  private boolean draining;
  private boolean finished;
  private boolean closed;

  private static final class Input {
    private final int ordinal;
    private final Stage stage;
    private final Slot slot;
    private boolean ended;

    private Input(int ordinal, Stage stage, Slot slot) {
      this.ordinal = ordinal;
      this.stage = stage;
      this.slot = slot;
    }
  }

  /// @param demand whether what is above would take a batch now
  OperatorStage(
      String name, Operator operator, Slot output, NodeMetrics metrics, SourceStage.Demand demand) {
    this.name = name;
    this.operator = operator;
    this.output = output;
    this.metrics = metrics;
    this.demand = demand;
  }

  /// Connects the next input.
  void addInput(Stage stage, Slot slot) {
    inputs.add(new Input(inputs.size(), stage, slot));
    openInputs++;
  }

  /// Whether a batch of this input would be taken all the way up.
  boolean wants(int input) {
    return !finished && operator.accepts(input) && demand.exists();
  }

  @Override
  public Progress advance() {
    if (finished || output.isFull()) {
      return Progress.IDLE;
    }
    if (draining) {
      return drain();
    }
    if (openInputs == 0 || operator.isSatisfied()) {
      return finish();
    }
    for (Input input : inputs) {
      if (!input.ended && input.slot.hasNews() && operator.accepts(input.ordinal)) {
        return feed(input);
      }
    }
    return Progress.IDLE;
  }

  private Progress drain() {
    draining = !operator.drain(output);
    if (output.isFull()) {
      return Progress.EMITTED;
    }
    return draining && operator.isBlocked() ? Progress.IDLE : Progress.WORKED;
  }

  private Progress feed(Input input) {
    Batch batch = input.slot.take();
    draining = true;
    if (batch != null) {
      operator.accept(input.ordinal, batch, output);
    } else {
      input.ended = true;
      openInputs--;
      operator.end(input.ordinal, output);
    }
    return output.isFull() ? Progress.EMITTED : Progress.WORKED;
  }

  private Progress finish() {
    stop();
    output.end();
    return Progress.EMITTED;
  }

  @Override
  public boolean isFinished() {
    return finished;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void addBusyNanos(long nanos) {
    metrics.busy(nanos);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      operator.close();
    }
  }

  /// Readers below stop first: an operator may count on them being gone.
  @Override
  public void stop() {
    finished = true;
    inputs.forEach(input -> input.stage.stop());
    close();
  }
}
