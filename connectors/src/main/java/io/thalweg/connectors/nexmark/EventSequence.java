package io.thalweg.connectors.nexmark;

import io.thalweg.connectors.options.Options;
import io.thalweg.core.error.ThalwegException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The events that tables show: how many, how fast, and how they are read. Immutable.
///
/// @param events how many there are; [#ENDLESS] for all
/// @param rate events per second of event time
/// @param epochEvents a stream marks the end of an epoch after each of so many events; 0: never
/// @param splits that share the events, a block of 50 at a time
/// @param paced a stream hands events out at their rate by the wall clock
/// @param startMicros time of event 0; empty: when a stream of it is opened
record EventSequence(
    long events,
    long rate,
    long seed,
    long epochEvents,
    int splits,
    boolean paced,
    Optional<Long> startMicros) {
  static final long ENDLESS = Long.MAX_VALUE;
  static final List<String> OPTIONS =
      List.of("events", "rate", "seed", "epoch_events", "splits", "paced", "start_time");

  private static final long DEFAULT_RATE = 10_000;
  private static final int DEFAULT_SPLITS = 4;
  private static final long DEFAULT_START = micros(LocalDateTime.of(2026, 1, 1, 0, 0));
  private static final long MAX_EVENTS = 1L << 48;
  private static final int MAX_SPLITS = 1024;
  private static final String NOW = "now";

  /// So many events at the default rate.
  static EventSequence of(long events) {
    return new EventSequence(
        events, DEFAULT_RATE, 0, 0, DEFAULT_SPLITS, false, Optional.of(DEFAULT_START));
  }

  /// @throws ThalwegException INVALID_ARGUMENT
  static EventSequence parse(Map<String, String> texts) {
    Options options = new Options(texts);
    return new EventSequence(
        options.integer("events", 1, MAX_EVENTS).orElse(ENDLESS),
        options.integer("rate", 1, 1_000_000_000).orElse(DEFAULT_RATE),
        options.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(0),
        options.integer("epoch_events", 1, MAX_EVENTS).orElse(0),
        (int) options.integer("splits", 1, MAX_SPLITS).orElse(DEFAULT_SPLITS),
        options.flag("paced").orElse(false),
        start(options));
  }

  private static Optional<Long> start(Options options) {
    Optional<String> text = options.text("start_time");
    if (text.isEmpty()) {
      return Optional.of(DEFAULT_START);
    }
    if (text.get().equalsIgnoreCase(NOW)) {
      return Optional.empty();
    }
    try {
      return Optional.of(micros(LocalDateTime.parse(text.get().strip().replace(' ', 'T'))));
    } catch (DateTimeParseException e) {
      throw Options.invalid("start_time", text.get(), "a time as '2026-01-01 00:00:00', or 'now'");
    }
  }

  private static long micros(LocalDateTime time) {
    return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + time.getNano() / 1000;
  }

  boolean isEndless() {
    return events == ENDLESS;
  }

  /// The same events for a bounded query: neither marks nor waiting.
  EventSequence atOnce() {
    return new EventSequence(events, rate, seed, 0, splits, false, startMicros);
  }
}
