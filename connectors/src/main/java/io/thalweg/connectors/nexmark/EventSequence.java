package io.thalweg.connectors.nexmark;

import io.thalweg.connectors.generator.EventClock;
import io.thalweg.connectors.options.Options;
import io.thalweg.core.error.ThalwegException;
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
  private static final String START = "start_time";
  static final long ENDLESS = Long.MAX_VALUE;
  static final List<String> OPTIONS =
      List.of("events", "rate", "seed", "epoch_events", "splits", "paced", START);

  private static final long DEFAULT_RATE = 10_000;
  private static final int DEFAULT_SPLITS = 4;
  private static final long MAX_EVENTS = 1L << 48;
  private static final int MAX_SPLITS = 1024;
  private static final String NOW = "now";

  /// So many events at the default rate.
  static EventSequence of(long events) {
    return new EventSequence(
        events, DEFAULT_RATE, 0, 0, DEFAULT_SPLITS, false, Optional.of(EventClock.NEW_YEAR));
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
    boolean now = options.text(START).filter(NOW::equalsIgnoreCase).isPresent();
    return now ? Optional.empty() : Optional.of(options.time(START).orElse(EventClock.NEW_YEAR));
  }

  boolean isEndless() {
    return events == ENDLESS;
  }

  /// The same events for a bounded query: neither marks nor waiting.
  EventSequence atOnce() {
    return new EventSequence(events, rate, seed, 0, splits, false, startMicros);
  }
}
