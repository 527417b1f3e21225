package io.thalweg.connectors.nexmark;

/// When events happen: in order, `rate` a second, beginning at some instant. Immutable.
///
/// @param startMicros of event 0
/// @param rate events per second
record EventClock(long startMicros, long rate) {
  private static final long MICROS_PER_MILLI = 1000;
  private static final long MICROS_PER_SECOND = 1_000_000;

  /// The event time, in whole milliseconds as micros.
  long micros(long event) {
    return startMicros + exactMicros(event) / MICROS_PER_MILLI * MICROS_PER_MILLI;
  }

  /// Micros from event 0 to `event`.
  long exactMicros(long event) {
    long seconds = event / rate;
    return seconds * MICROS_PER_SECOND + (event - seconds * rate) * MICROS_PER_SECOND / rate;
  }

  /// How many events have happened this many micros after event 0.
  long eventsAfter(long micros) {
    if (micros < 0) {
      return 0;
    }
    long seconds = micros / MICROS_PER_SECOND;
    return seconds * rate + (micros % MICROS_PER_SECOND) * rate / MICROS_PER_SECOND + 1;
  }
}
