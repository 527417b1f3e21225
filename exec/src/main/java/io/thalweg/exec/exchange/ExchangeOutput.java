package io.thalweg.exec.exchange;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.data.Signal.Watermark;
import java.util.List;

/// The sending end of an exchange in one producing task.
final class ExchangeOutput implements TaskOutput {
  private final List<Edge> edges;
  private final boolean continuous;

  /// One consumer: how to reach it, and all its queues that this task reaches.
  record Edge(Route route, List<Inlet> queues) {

    boolean isClosed() {
      for (Inlet queue : queues) {
        if (!queue.isClosed()) {
          return false;
        }
      }
      return true;
    }
  }

  /// @param continuous whether any full consumer holds the producer back, see [LocalExchange]
  ExchangeOutput(List<Edge> edges, boolean continuous) {
    this.edges = edges;
    this.continuous = continuous;
  }

  @Override
  public void emit(Batch batch) {
    for (Edge edge : edges) {
      edge.route().put(batch);
    }
  }

  /// Full when every consumer that still wants rows is; in continuous queries when any is.
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
    return full && (continuous || !room);
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
    put(new Watermark(micros));
  }

  @Override
  public void barrier(Barrier barrier) {
    put(barrier);
  }

  /// Behind all rows: also those that a route has held back.
  private void put(Signal signal) {
    for (Edge edge : edges) {
      edge.route().flush();
      edge.queues().forEach(queue -> queue.put(signal));
    }
  }

  @Override
  public void end() {
    for (Edge edge : edges) {
      edge.route().flush();
      edge.queues().forEach(Inlet::end);
    }
  }

  @Override
  public void close() {
    // What waits in the queues belongs to the consumers.
  }
}
