package io.thalweg.connectors.generator;

import io.thalweg.core.port.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Says which events of a sequence are due by the wall clock. Used by one reader.
public final class Pace {
  /// The shortest wait: fewer, larger batches.
  private static final long MIN_WAIT_MICROS = 2_000;

  private static final long UNKNOWN = Long.MIN_VALUE;

  private final Clock wall;
  private final EventClock events;
  private long start;

  private Pace(Clock wall, EventClock events, long start) {
    this.wall = wall;
    this.events = events;
    this.start = start;
  }

  /// An event is due at its event time; what is in the past is due at once.
  public static Pace byEventTime(Clock wall, EventClock events) {
    return new Pace(wall, events, events.startMicros());
  }

  /// The first event asked for is due when it is asked for, the others behind it at their rate.
  public static Pace fromFirst(Clock wall, EventClock events) {
    return new Pace(wall, events, UNKNOWN);
  }

  /// How many events are due, counted from event 0.
  ///
  /// @param next the event to be handed out next
  public long due(long next) {
    long now = wall.epochMicros();
    if (start == UNKNOWN) {
      start = now - events.exactMicros(next);
    }
    return events.eventsAfter(now - start);
  }

  /// Completes about when event `next` is due.
  ///
  /// @param due what [#due] said
  public CompletableFuture<?> ready(long next, long due) {
    long micros = events.exactMicros(next) - events.exactMicros(Math.max(due - 1, 0));
    return new CompletableFuture<>()
        .completeOnTimeout(null, Math.max(micros, MIN_WAIT_MICROS), TimeUnit.MICROSECONDS);
  }
}
