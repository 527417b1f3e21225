package io.thalweg.benchmarks.nexmark;

/// Where an engine takes the events from: the same ones, whichever the source.
public sealed interface EventSource {
  /// Persons, auctions and bids together.
  long events();

  /// For people, such as `nexmark`.
  String name();

  /// The engine's own generator of the suite's events.
  record Generated(long events) implements EventSource {
    @Override
    public String name() {
      return "nexmark";
    }
  }

  /// Topics of Kafka, one per table and named like it: a JSON object per message, in order of time
  /// within each partition.
  ///
  /// @param address `host:port` of the broker
  record Topics(long events, String address) implements EventSource {
    @Override
    public String name() {
      return "kafka";
    }
  }
}
