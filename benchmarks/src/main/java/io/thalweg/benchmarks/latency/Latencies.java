package io.thalweg.benchmarks.latency;

import java.util.Arrays;

/// All measured times, so that percentiles are exact. Used by one thread.
final class Latencies {
  private long[] micros = new long[1024];
  private int count;

  void add(long time) {
    if (count == micros.length) {
      micros = Arrays.copyOf(micros, 2 * count);
    }
    micros[count++] = time;
  }

  int count() {
    return count;
  }

  /// The least times that these shares of all times do not exceed.
  ///
  /// @param shares in `(0, 1]`
  /// @return micros; zeros when nothing was measured
  long[] percentiles(double... shares) {
    Arrays.sort(micros, 0, count);
    long[] found = new long[shares.length];
    for (int i = 0; i < shares.length && count > 0; i++) {
      found[i] = micros[Math.max(0, (int) Math.ceil(shares[i] * count) - 1)];
    }
    return found;
  }
}
