package io.thalweg.benchmarks.nexmark;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An engine that runs the queries of the suite continuously, from the first event to the last.
///
/// One thread calls: [#prepare] first and for each source, then any of the others. An engine of
/// another process starts it in `prepare` and ends it in `close`; the time that takes is nobody's.
public interface StreamEngine extends AutoCloseable {
  /// The tables of the suite.
  List<String> TABLES = List.of("person", "auction", "bid");

  /// For people, such as `thalweg`.
  String name();

  /// Takes the events from a source from now on, as fast as it can.
  void prepare(EventSource source) throws Exception;

  /// What the query has said when all events have passed: retractions taken off. Rows have the form
  /// of [io.thalweg.benchmarks.compare.Answer]; the query is [NexmarkQuery#comparable].
  Changes answer(NexmarkQuery query, int parallelism) throws Exception;

  /// Runs a query to the end of the events; its rows are of no interest.
  ///
  /// @return null when the engine does not know what the query needs
  @Nullable Run run(NexmarkQuery query, int parallelism) throws Exception;

  /// Makes, or reads and parses, all columns of all events, and drops them.
  Run sourceOnly(int parallelism) throws Exception;

  @Override
  void close() throws Exception;

  /// What one run took.
  ///
  /// @param seconds from the start of the statement to its end
  /// @param cpuSeconds of all of the engine's threads, the garbage collector's and compiler's too;
  ///   without the broker's
  record Run(double seconds, double cpuSeconds) {
    Run plus(Run other) {
      return new Run(seconds + other.seconds, cpuSeconds + other.cpuSeconds);
    }
  }
}
