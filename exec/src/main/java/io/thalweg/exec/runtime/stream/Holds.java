package io.thalweg.exec.runtime.stream;

import java.util.concurrent.atomic.AtomicInteger;

/// Counts what still keeps a query from being released: tasks and calls on their way. Thread-safe.
public final class Holds {
  private final AtomicInteger count = new AtomicInteger();
  private final Runnable whenNone;

  /// @param whenNone run each time the last hold is given back, by whoever gave it back
  public Holds(Runnable whenNone) {
    this.whenNone = whenNone;
  }

  /// So many more keep the query.
  public void take(int more) {
    count.addAndGet(more);
  }

  /// One of them is over.
  public void giveBack() {
    if (count.decrementAndGet() == 0) {
      whenNone.run();
    }
  }
}
