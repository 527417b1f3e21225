package io.thalweg.exec.runtime.pipeline;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.data.Signal.Watermark;
import io.thalweg.exec.exchange.WatermarkMerge;
import io.thalweg.exec.operator.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An inner node of a task's tree: keeps the call order that [Operator] demands.
///
/// An input that has brought its barrier is held until all others have brought theirs or have
/// ended. Then the operator gets the least watermark, if it has risen, and the barrier; what it
/// emits goes first, then it is asked for its state when the barrier carries a checkpoint, then
/// watermark and barrier move on.
public final class OperatorStage implements Stage {
  private final String name;
  private final String advice;
  private final Operator operator;
  private final Slot output;
  private final NodeMetrics metrics;
  private final SourceStage.Demand demand;
  private final List<Input> inputs = new ArrayList<>();
  private int openInputs;
  private int heldInputs;
  private final WatermarkMerge watermark = new WatermarkMerge();
  private long risen = WatermarkMerge.NOTHING;
  private @Nullable Barrier passing;
  private final StageSnapshot snapshot;
  private boolean draining;
  private boolean finished;
  private boolean closed;

  private static final class Input {
    private final int ordinal;
    private final Stage stage;
    private final Slot slot;
    private boolean ended;
    private long watermark = Long.MIN_VALUE;
    private @Nullable Barrier barrier;

    private Input(int ordinal, Stage stage, Slot slot) {
      this.ordinal = ordinal;
      this.stage = stage;
      this.slot = slot;
    }
  }

  /// @param name of the node, for errors
  /// @param advice what to do when the node's state has no room in memory, or nothing
  /// @param metrics of the node
  /// @param demand whether what is above would take a batch now
  public OperatorStage(
      String name,
      String advice,
      Operator operator,
      Slot output,
      NodeMetrics metrics,
      SourceStage.Demand demand,
      Snapshots snapshots) {
    this.name = name;
    this.advice = advice;
    this.operator = operator;
    this.output = output;
    this.metrics = metrics;
    this.demand = demand;
    this.snapshot = new StageSnapshot(operator, snapshots);
  }

  /// Connects the next input.
  public void addInput(Stage stage, Slot slot) {
    inputs.add(new Input(inputs.size(), stage, slot));
    openInputs++;
  }

  /// Whether a batch of this input would be taken all the way up.
  public boolean wants(int input) {
    return !finished && operator.accepts(input) && demand.exists();
  }

  @Override
  public Progress advance() {
    if (snapshot.isDue()) {
      snapshot.advance();
      return Progress.WORKED;
    }
    Progress progress = work();
    snapshot.worked(progress);
    return progress;
  }

  @Override
  public boolean advanceSnapshot() {
    boolean possible = snapshot.isPossible();
    if (possible) {
      snapshot.advance();
    }
    return possible;
  }

  private Progress work() {
    if (finished || output.isFull()) {
      return Progress.IDLE;
    }
    if (draining) {
      return drain();
    }
    if (passing != null) {
      return pass(passing);
    }
    if (openInputs == 0 || operator.isSatisfied()) {
      return finish();
    }
    if (heldInputs == openInputs) {
      return align();
    }
    for (Input input : inputs) {
      if (input.ended || input.barrier != null || !input.slot.hasNews()) {
        continue;
      }
      if (input.slot.signal() != null) {
        return takeSignal(input);
      }
      if (input.slot.isOver() && snapshot.isRunning()) {
        continue;
      }
      if (operator.accepts(input.ordinal)) {
        return feed(input);
      }
    }
    return Progress.IDLE;
  }

  private Progress takeSignal(Input input) {
    switch (input.slot.takeSignal()) {
      case Watermark(long micros) -> input.watermark = micros;
      case Barrier barrier -> {
        input.barrier = barrier;
        heldInputs++;
      }
      case Signal.End _ -> throw new IllegalStateException("an end is not a signal in a slot");
      case null -> throw new IllegalStateException("there was a signal");
    }
    return Progress.WORKED;
  }

  /// All inputs that have not ended have brought the barrier.
  private Progress align() {
    long least = Long.MAX_VALUE;
    for (Input input : inputs) {
      if (!input.ended) {
        least = Math.min(least, input.watermark);
        passing = input.barrier;
        input.barrier = null;
      }
    }
    heldInputs = 0;
    risen = watermark.advance(least);
    if (risen != WatermarkMerge.NOTHING && risen != Watermark.IDLE) {
      operator.watermark(risen);
    }
    operator.barrier(Objects.requireNonNull(passing));
    draining = true;
    return Progress.WORKED;
  }

  /// The operator has emitted the epoch's changes.
  private Progress pass(Barrier barrier) {
    if (risen != WatermarkMerge.NOTHING) {
      output.watermark(risen);
      risen = WatermarkMerge.NOTHING;
      return Progress.EMITTED;
    }
    if (barrier.checkpoint()) {
      snapshot.begin(barrier);
    }
    passing = null;
    output.barrier(barrier);
    return Progress.EMITTED;
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
  public String advice() {
    return advice;
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
    if (!closed) {
      snapshot.finish();
    }
    close();
  }
}
