package io.thalweg.connectors.generator;

/// When events happen: in order, `rate` a second, beginning at some instant. Immutable.
///
/// @param startMicros of event 0
/// @param rate events per second
public record EventClock(long startMicros, long rate) {
  /// 2026-01-01 00:00:00, where generated time begins unless it is told otherwise.
  public static final long NEW_YEAR = 1_767_225_600_000_000L;

  private static final long MICROS_PER_MILLI = 1000;
  private static final long MICROS_PER_SECOND = 1_000_000;

  /// The event time, in whole milliseconds as micros.
  public long micros(long event) {
    return startMicros + exactMicros(event) / MICROS_PER_MILLI * MICROS_PER_MILLI;
  }

  /// Micros from event 0 to `event`.
  public long exactMicros(long event) {
    long seconds = event / rate;
    return seconds * MICROS_PER_SECOND + (event - seconds * rate) * MICROS_PER_SECOND / rate;
  }

  /// How many events have happened this many micros after event 0.
  public long eventsAfter(long micros) {
    if (micros < 0) {
      return 0;
    }
    long seconds = micros / MICROS_PER_SECOND;
    return seconds * rate + (micros % MICROS_PER_SECOND) * rate / MICROS_PER_SECOND + 1;
  }
}
