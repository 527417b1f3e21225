package io.thalweg.exec.runtime.schedule;

import io.thalweg.exec.operator.BlockingCalls;
import java.time.Duration;

/// Decides which task steps next, and on which thread. Thread-safe.
///
/// The real one has a fixed pool of workers; its deterministic twin replays a whole query in one
/// thread, in an order drawn from a seed.
public interface Scheduler extends AutoCloseable {

  /// Something that can run for about a millisecond.
  interface Steppable {

    /// Runs a step. Never called concurrently for one object. Must not throw.
    void run();

    /// Steps of one group share the workers with other groups evenly: the query.
    Object group();

    /// Whether the next step moves on rows that have been read, which had better be done before its
    /// group reads more. Any thread; asked when it is submitted.
    default boolean isUrgent() {
      return false;
    }
  }

  /// Lets `task` run once, soon. Called again by the task's owner for each further step.
  void submit(Steppable task);

  /// Where blocking calls go.
  BlockingCalls blocking();

  /// Runs `action` once, not before `delay` is over. It must be short and must not block.
  Timer after(Duration delay, Runnable action);

  /// An action that waits for its time.
  @FunctionalInterface
  interface Timer {
    /// No effect when the action has begun.
    void cancel();
  }

  /// Runs one submitted step in the calling thread, if this scheduler has no threads of its own.
  ///
  /// @return false when there is nothing to run, or threads of the scheduler do it
  boolean runOne();

  /// Stops the scheduler's threads. Submitted tasks no longer run.
  @Override
  void close();
}
