package io.thalweg.benchmarks.memory;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

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
        && isFlat(Sample::stateBytes, SLACK_BYTES)
        && isFlat(Sample::heapBytes, HEAP_SLACK_BYTES);
  }

  private boolean isFlat(ToLongFunction<Sample> bytes, long slack) {
    long before = most(bytes, 2);
    return most(bytes, 3) <= before * (1 + TOLERANCE) + slack;
  }

  /// The most held within a quarter of the samples, 0 to 3.
  private long most(ToLongFunction<Sample> bytes, int quarter) {
    int size = samples.size();
    return samples.subList(size * quarter / 4, size * (quarter + 1) / 4).stream()
        .mapToLong(bytes)
        .max()
        .orElse(0);
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
        megabytes(Sample::stateBytes, 0),
        megabytes(Sample::stateBytes, 1),
        megabytes(Sample::stateBytes, 2),
        megabytes(Sample::stateBytes, 3),
        megabytes(Sample::heapBytes, 2),
        megabytes(Sample::heapBytes, 3),
        isFlat() ? "yes" : "NO");
  }

  private String megabytes(ToLongFunction<Sample> bytes, int quarter) {
    return String.format(Locale.ROOT, "%.1f", most(bytes, quarter) / MEGA);
  }
}
