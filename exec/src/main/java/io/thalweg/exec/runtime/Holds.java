package io.thalweg.exec.runtime;

import java.util.concurrent.atomic.AtomicInteger;

/// Counts what still keeps a query from being released: tasks and calls on their way. Thread-safe.
final class Holds {
  private final AtomicInteger count = new AtomicInteger();
  private final Runnable whenNone;

  /// @param whenNone run each time the last hold is given back, by whoever gave it back
  Holds(Runnable whenNone) {
    this.whenNone = whenNone;
  }

  void take(int more) {
    count.addAndGet(more);
  }

  void giveBack() {
    if (count.decrementAndGet() == 0) {
      whenNone.run();
    }
  }
}
