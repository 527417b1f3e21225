package io.thalweg.exec.exchange;

import io.thalweg.core.data.Batch;
import java.util.List;

/// Every batch to every queue; with one queue, a gather.
record BroadcastRoute(List<Inlet> queues) implements Route {

  @Override
  public boolean isFull() {
    boolean full = false;
    for (Inlet queue : queues) {
      // Asks all: each full queue has to know that somebody waits.
      full |= queue.isFull();
    }
    return full;
  }

  @Override
  public void put(Batch batch) {
    for (Inlet queue : queues) {
      queue.put(batch);
    }
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }
}
