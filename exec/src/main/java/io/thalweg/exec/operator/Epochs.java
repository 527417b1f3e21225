package io.thalweg.exec.operator;

import io.thalweg.core.data.Signal.Barrier;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the coordinator of a continuous query tells its sources and sinks, and hears from them.
/// Thread-safe; no method blocks.
///
/// A source emits each barrier once, in order, beginning behind [#start]; whenever there is a new
/// one the tasks are woken. A source without further input goes on emitting barriers until it has
/// emitted the last one, so that what it knows is part of every checkpoint.
public interface Epochs {

  /// What the identities of sinks begin with that stand beside the plan's own one.
  String SIDE = "side ";

  /// Names the query for ever.
  String job();

  /// The epoch the query goes on from: 0, or that of the checkpoint it was restored from.
  long start();

  /// When the query began to run or to go on, in the time that barriers carry: none of its barriers
  /// is earlier.
  long startMicros();

  /// The barrier that ends the epoch behind `epoch`; null when it is not to end yet.
  @Nullable Barrier next(long epoch);

  /// Whether streams end epochs by their marks: a source then holds a barrier back until all of its
  /// splits have marked the end of the epoch or have ended.
  boolean followsMarks();

  /// A source's splits have marked the end of `epoch`: asks for its barrier.
  void marked(long epoch);

  /// One of the sources (a task's part of a scan) will have no more rows, ever.
  void sourceEnded();

  /// Whether no barrier follows that of `epoch`: all sources have ended before it.
  boolean isLast(long epoch);

  /// A source is there and answers questions from now on.
  void opened(Source source);

  /// A source is gone.
  void closed(Source source);

  /// What sources are asked now; null before the first question. Whenever there is a new one the
  /// tasks are woken.
  @Nullable CatchUp catchUp();

  /// A source has handed out everything it had when it was asked.
  void caughtUp(CatchUp question, Source source);

  /// A question cannot be answered.
  void catchUpFailed(CatchUp question, Throwable failure);

  /// How long a split may be without rows before it no longer holds the watermark, in micros of
  /// barriers' times; 0: for ever.
  long idleMicros();

  /// Adds a sink.
  ///
  /// @param identity of the writing node
  /// @param commit makes visible what was prepared; called through blocking calls, once for all
  ///   that belongs together, in order
  Sink sink(String identity, Consumer<List<String>> commit);

  /// One sink as its tasks see it.
  interface Sink {

    /// What the run before prepared and may not have committed: to be committed before anything is
    /// written.
    List<String> restored();

    /// Whether to prepare at this barrier.
    boolean preparesAt(Barrier barrier);

    /// One of the tasks has prepared; before it lets the barrier pass.
    void prepared(String text);
  }
}
