package io.thalweg.exec.exchange;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import java.util.List;

/// The sending end of an exchange in one producing task.
final class ExchangeOutput implements TaskOutput {
  private final List<Edge> edges;

  /// One consumer: how to reach it, and all its queues that this task reaches.
  record Edge(Route route, List<BatchQueue> queues) {

    boolean isClosed() {
      for (BatchQueue queue : queues) {
        if (!queue.isClosed()) {
          return false;
        }
      }
      return true;
    }
  }

  ExchangeOutput(List<Edge> edges) {
    this.edges = edges;
  }

  @Override
  public void emit(Batch batch) {
    for (Edge edge : edges) {
      edge.route().put(batch);
    }
  }

  /// Full when every consumer that still wants rows is.
  @Override
  public boolean isFull() {
    boolean full = false;
    boolean room = false;
    for (Edge edge : edges) {
      if (edge.route().isFull()) {
        full = true;
      } else if (!edge.isClosed()) {
        room = true;
      }
    }
    return full && !room;
  }

  @Override
  public boolean isSatisfied() {
    for (Edge edge : edges) {
      if (!edge.isClosed()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void watermark(long micros) {
    throw noSignals();
  }

  @Override
  public void barrier(Barrier barrier) {
    throw noSignals();
  }

  static ThalwegException noSignals() {
    return new ThalwegException(
        ErrorCode.FEATURE_NOT_SUPPORTED,
        "continuous queries cannot run yet; run the query over bounded tables");
  }

  @Override
  public void end() {
    for (Edge edge : edges) {
      edge.route().flush();
      edge.queues().forEach(BatchQueue::end);
    }
  }

  @Override
  public void close() {
    // What waits in the queues belongs to the consumers.
  }
}
