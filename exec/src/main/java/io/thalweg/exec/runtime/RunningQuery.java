package io.thalweg.exec.runtime;

import io.thalweg.core.type.Schema;
import java.time.Duration;
import java.util.Map;

/// One execution of a plan. Thread-safe, except that one thread at a time takes results.
///
/// The query runs ahead of its consumer by a bounded number of batches and then waits. Its owner
/// must [#close] it; that ends it if it still runs.
public interface RunningQuery extends AutoCloseable {

  /// The columns of the result.
  Schema schema();

  /// The next rows, if there are any now. Does not block.
  ///
  /// @throws io.thalweg.core.error.ThalwegException when the query failed or was cancelled; every
  ///   later call throws it again
  ResultPoll poll();

  /// The next rows, waiting for them at most `timeout`.
  ///
  /// @return [ResultPoll.NotReady] when the time is over
  /// @throws io.thalweg.core.error.ThalwegException as [#poll]; CANCELLED when the calling thread
  ///   is interrupted (its interrupt flag stays set)
  ResultPoll next(Duration timeout);

  /// Ends the query: [#poll] throws CANCELLED with this reason at once, tasks stop within
  /// milliseconds. No effect on a query that has finished or failed.
  void cancel(String reason);

  /// What the scans have read so far.
  QueryProgress progress();

  /// Figures by plan node id, of all tasks together; nodes that did not start are absent.
  Map<Integer, OperatorMetrics> metrics();

  /// Bytes reserved now, and the most there were; and what is in files instead.
  MemoryUse memory();

  /// Bytes a query holds.
  ///
  /// @param spilledBytes in its spill files now
  record MemoryUse(long usedBytes, long peakBytes, long spilledBytes) {}

  /// Cancels the query if it runs, and returns when its tasks have stopped and all readers,
  /// operators and memory are released. Never call it on a worker.
  @Override
  void close();
}
