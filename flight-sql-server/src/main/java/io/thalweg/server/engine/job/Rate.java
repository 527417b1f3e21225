package io.thalweg.server.engine.job;

import java.util.ArrayDeque;
import java.util.Deque;

/// Rows per second over the last seconds. Not thread-safe.
final class Rate {
  private static final long WINDOW_NANOS = 5_000_000_000L;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(long nanos, long rows) {}

  void clear() {
    samples.clear();
  }

  /// @param rows so far
  void sample(long nanos, long rows) {
    samples.addLast(new Sample(nanos, rows));
    while (samples.size() > 2 && nanos - samples.peekFirst().nanos() > WINDOW_NANOS) {
      samples.removeFirst();
    }
  }

  double perSecond(long nowNanos) {
    if (samples.isEmpty()) {
      return 0;
    }
    Sample first = samples.peekFirst();
    long nanos = nowNanos - first.nanos();
    return nanos <= 0 ? 0 : (samples.peekLast().rows() - first.rows()) / (nanos / NANOS_PER_SECOND);
  }
}
