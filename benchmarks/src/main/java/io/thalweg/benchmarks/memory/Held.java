package io.thalweg.benchmarks.memory;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/// What one query held while it ran, at regular times.
///
/// @param samples in order; the last one is the end
/// @param seconds without the time it took to look
record Held(String query, List<Sample> samples, double seconds) {
  static final String FORMAT = "| %-5s | %8s | %9s | %9s | %9s | %9s | %9s | %9s | %-5s |%n";
  private static final double MEGA = 1e6;

  /// State may be this much larger at the end: windows hold more or less as time goes.
  private static final double TOLERANCE = 0.25;

  /// So much more is no growth, however little there was: a batch here or there.
  private static final long SLACK_BYTES = 4L << 20;

  /// The heap also holds what the query's compiled code, caches and clients do.
  private static final long HEAP_SLACK_BYTES = 24L << 20;

  /// Fewer say nothing.
  private static final int MIN_SAMPLES = 8;

  /// One look.
  ///
  /// @param rows read so far
  /// @param stateBytes reserved by the query
  /// @param heapBytes in use behind a collection
  record Sample(long rows, long stateBytes, long heapBytes) {}

  Held {
    samples = List.copyOf(samples);
  }

  /// Whether the last quarter of the run found no more held than the quarter before it.
  boolean isFlat() {
    return samples.size() >= MIN_SAMPLES
        && isFlat(state(2), state(3), SLACK_BYTES)
        && isFlat(heap(2), heap(3), HEAP_SLACK_BYTES);
  }

  private static boolean isFlat(long before, long last, long slack) {
    return last <= before * (1 + TOLERANCE) + slack;
  }

  /// The most state within a quarter of the samples, 0 to 3.
  private long state(int quarter) {
    return within(quarter, Sample::stateBytes).max().orElse(0);
  }

  /// The median of the heap within a quarter. The query goes on while its heap is collected, and
  /// what it allocates meanwhile counts as in use: at a busy moment far more than what it holds.
  private long heap(int quarter) {
    long[] sorted = within(quarter, Sample::heapBytes).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  private LongStream within(int quarter, ToLongFunction<Sample> bytes) {
    int size = samples.size();
    return samples.subList(size * quarter / 4, size * (quarter + 1) / 4).stream().mapToLong(bytes);
  }

  static String header() {
    return String.format(
            FORMAT, "query", "seconds", "state Q1", "Q2", "Q3", "Q4", "heap Q3", "Q4", "flat")
        + String.format(
            FORMAT, "---", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---");
  }

  String line() {
    return String.format(
        FORMAT,
        query,
        String.format(Locale.ROOT, "%.1f", seconds),
        megabytes(state(0)),
        megabytes(state(1)),
        megabytes(state(2)),
        megabytes(state(3)),
        megabytes(heap(2)),
        megabytes(heap(3)),
        isFlat() ? "yes" : "NO");
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / MEGA);
  }
}
