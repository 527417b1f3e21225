package io.thalweg.exec.exchange;

import io.thalweg.core.data.Batch;
import java.util.List;

/// Batches in turn, past queues that are full: a slow consumer does not hold up the others.
final class RoundRobinRoute implements Route {
  private final List<Inlet> queues;
  private int next;

  /// @param first the queue to begin with, so that producers begin at different ones
  RoundRobinRoute(List<Inlet> queues, int first) {
    this.queues = queues;
    this.next = first % queues.size();
  }

  @Override
  public boolean isFull() {
    for (Inlet queue : queues) {
      if (!queue.isFull()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void put(Batch batch) {
    for (int tried = 0; tried < queues.size(); tried++) {
      Inlet queue = queues.get(next);
      next = (next + 1) % queues.size();
      if (!queue.isClosed() && !queue.isFull()) {
        queue.put(batch);
        return;
      }
    }
    // All full or closed: the bound is soft, but a batch must never be lost to a closed queue.
    putAnywhere(batch);
  }

  private void putAnywhere(Batch batch) {
    for (Inlet queue : queues) {
      if (!queue.isClosed()) {
        queue.put(batch);
        return;
      }
    }
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }
}
