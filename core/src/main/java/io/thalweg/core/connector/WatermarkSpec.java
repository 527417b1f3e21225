package io.thalweg.core.connector;

/// How a table's event time makes progress: behind a row with event time `t`, rows of the same
/// split with an event time below the greatest `t` so far minus the delay are late.
///
/// A late row is not part of the table, for bounded and continuous queries alike; it is counted.
/// Lateness depends on the split's own rows alone, so the same rows are late at every parallelism
/// and after every restart.
///
/// @param column ordinal of the event-time column, a TIMESTAMP of micros or coarser
/// @param delayMicros how much a row may be behind; not negative
public record WatermarkSpec(int column, long delayMicros) {
  public WatermarkSpec {
    if (column < 0 || delayMicros < 0) {
      throw new IllegalArgumentException("a watermark needs a column and a delay >= 0");
    }
  }
}
