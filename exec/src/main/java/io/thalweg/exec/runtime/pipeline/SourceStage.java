package io.thalweg.exec.runtime.pipeline;

import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.exec.operator.Source;

/// A leaf of a task's tree. Used by one task; closes the source.
public final class SourceStage implements Stage {
  private final String name;
  private final Source source;
  private final Slot output;
  private final NodeMetrics metrics;
  private final Demand demand;
  private final Snapshots snapshots;
  private boolean finished;
  private boolean closed;

  /// Whether what is above would take a batch now.
  @FunctionalInterface
  public interface Demand {
    /// Asked by lazy sources before each read.
    boolean exists();
  }

  /// @param name of the node, for errors
  /// @param metrics of the node
  /// @param demand whether what is above would take a batch now
  public SourceStage(
      String name,
      Source source,
      Slot output,
      NodeMetrics metrics,
      Demand demand,
      Snapshots snapshots) {
    this.name = name;
    this.source = source;
    this.output = output;
    this.metrics = metrics;
    this.demand = demand;
    this.snapshots = snapshots;
  }

  @Override
  public Progress advance() {
    if (finished || output.isFull() || (source.isLazy() && !demand.exists())) {
      return Progress.IDLE;
    }
    return switch (source.next(output)) {
      case EMITTED, WORKED -> {
        if (output.signal() instanceof Barrier barrier && barrier.checkpoint()) {
          source.snapshot(snapshots.at(barrier));
        }
        yield output.isFull() ? Progress.EMITTED : Progress.WORKED;
      }
      case BLOCKED -> Progress.IDLE;
      case FINISHED -> finish();
    };
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
      source.close();
    }
  }

  @Override
  public void stop() {
    finished = true;
    close();
  }
}
