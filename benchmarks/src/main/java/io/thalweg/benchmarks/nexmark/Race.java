package io.thalweg.benchmarks.nexmark;

import io.thalweg.benchmarks.compare.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs queries over a source on each of some engines: answers first, then times, the engines in
/// turn. Used by one thread.
final class Race {
  private final List<NexmarkQuery> queries;
  private final List<Integer> parallelism;
  private final int rounds;
  private final Consumer<String> log;
  private final List<ThroughputTable.Line> lines = new ArrayList<>();

  /// @param log takes what has just been done
  Race(List<NexmarkQuery> queries, List<Integer> parallelism, int rounds, Consumer<String> log) {
    this.queries = queries;
    this.parallelism = parallelism;
    this.rounds = rounds;
    this.log = log;
  }

  /// Says what is right.
  interface Oracle {
    Answer bounded(NexmarkQuery query, long events) throws Exception;
  }

  private interface Measured {
    StreamEngine.@Nullable Run run(StreamEngine engine) throws Exception;
  }

  /// Compares everything each engine says of a source with the bounded answer over the same events.
  ///
  /// @return how many answers differ
  int compare(List<StreamEngine> engines, EventSource source, Oracle oracle) throws Exception {
    int wrong = 0;
    int tasks = parallelism.getLast();
    for (StreamEngine engine : engines) {
      engine.prepare(source);
    }
    for (NexmarkQuery query : queries) {
      Answer bounded = oracle.bounded(query, source.events());
      for (StreamEngine engine : engines) {
        Optional<String> difference = engine.answer(query, tasks).differenceTo(bounded);
        wrong += difference.isPresent() ? 1 : 0;
        log.accept(
            query.name()
                + " on "
                + engine.name()
                + " from "
                + source.name()
                + difference.map(text -> " DIFFERENT: " + text).orElse(" equal"));
      }
    }
    return wrong;
  }

  /// Times all queries over a source, and the source alone.
  void time(List<StreamEngine> engines, EventSource source) throws Exception {
    for (StreamEngine engine : engines) {
      engine.prepare(source);
    }
    String alone =
        switch (source) {
          case EventSource.Generated _ -> "generator only";
          case EventSource.Topics _ -> "parse only";
        };
    for (int tasks : parallelism) {
      time(engines, source, alone, tasks, engine -> engine.sourceOnly(tasks));
      for (NexmarkQuery query : queries) {
        time(engines, source, query.name(), tasks, engine -> engine.run(query, tasks));
      }
    }
  }

  private void time(
      List<StreamEngine> engines, EventSource source, String what, int tasks, Measured measured)
      throws Exception {
    List<List<StreamEngine.Run>> runs = new ArrayList<>();
    engines.forEach(_ -> runs.add(new ArrayList<>()));
    // The first round warms up.
    for (int round = 0; round <= rounds; round++) {
      for (int i = 0; i < engines.size(); i++) {
        StreamEngine.Run run = measured.run(engines.get(i));
        if (run != null && round > 0) {
          runs.get(i).add(run);
        }
      }
    }
    for (int i = 0; i < engines.size(); i++) {
      ThroughputTable.Line line =
          new ThroughputTable.Line(
              engines.get(i).name(), source.name(), what, tasks, List.copyOf(runs.get(i)));
      lines.add(line);
      log.accept(line.text(source.events()).strip());
    }
  }

  /// All that has been timed.
  ThroughputTable table(long events) {
    return new ThroughputTable(events, rounds, List.copyOf(lines));
  }
}
