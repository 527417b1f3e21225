package io.thalweg.benchmarks.checkpoint;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Watches when epochs end, on a thread of its own. Thread-safe.
final class EpochGaps implements AutoCloseable {
  private static final long EVERY_NANOS = 1_000_000;

  private final LongSupplier epoch;
  private final Thread thread;
  private volatile boolean closed;
  private long longest;
  private long lastChange;
  private long last;

  EpochGaps(LongSupplier epoch) {
    this.epoch = epoch;
    this.last = epoch.getAsLong();
    this.lastChange = System.nanoTime();
    this.thread = Thread.ofPlatform().daemon().name("epoch-gaps").start(this::watch);
  }

  private void watch() {
    while (!closed) {
      look();
      LockSupport.parkNanos(EVERY_NANOS);
    }
  }

  private synchronized void look() {
    long now = System.nanoTime();
    long ended = epoch.getAsLong();
    longest = Math.max(longest, now - lastChange);
    if (ended != last) {
      last = ended;
      lastChange = now;
    }
  }

  /// The longest time without an epoch's end since the last call, in nanoseconds.
  synchronized long takeLongest() {
    long taken = longest;
    longest = 0;
    return taken;
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
