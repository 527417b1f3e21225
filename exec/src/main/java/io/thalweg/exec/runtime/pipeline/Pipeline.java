package io.thalweg.exec.runtime.pipeline;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The stages of one task and the loop that advances them. Used by one task.
///
/// What stands highest goes first: rows move on before new ones are read, so a task holds one batch
/// per edge at most.
public final class Pipeline {
  /// How long a step runs before others have their turn.
  private static final long STEP_NANOS = 1_000_000;

  private final Stage[] stages;
  private final int[] above;
  private final Clock clock;
  private int current;

  /// How a step ended.
  public enum Outcome {
    /// There is more to do at once.
    MORE,
    /// There is more to do, nothing of which rows wait for: a snapshot is written.
    LATER,
    /// It waits to be woken.
    BLOCKED,
    /// It has emitted everything.
    FINISHED,
    /// The query is over.
    STOPPED
  }

  /// @param stages each behind the one it feeds; the first hands over to the exchange
  /// @param above for each stage the position of the one it feeds
  public Pipeline(List<Stage> stages, List<Integer> above, Clock clock) {
    this.stages = stages.toArray(Stage[]::new);
    this.above = above.stream().mapToInt(Integer::intValue).toArray();
    this.clock = clock;
  }

  /// Runs for about a millisecond.
  ///
  /// @param stopped whether the query is over; asked between any two calls
  public Outcome step(BooleanSupplier stopped) {
    current = 0;
    long begin = clock.nanoTime();
    long before = begin;
    while (true) {
      if (stopped.getAsBoolean()) {
        return Outcome.STOPPED;
      }
      Stage stage = stages[current];
      Stage.Progress progress = stage.advance();
      if (progress == Stage.Progress.IDLE) {
        if (++current < stages.length) {
          continue;
        }
        if (!advanceSnapshot()) {
          return Outcome.BLOCKED;
        }
      }
      long now = clock.nanoTime();
      stages[current].addBusyNanos(now - before);
      before = now;
      if (stages[0].isFinished()) {
        return Outcome.FINISHED;
      }
      if (progress != Stage.Progress.WORKED) {
        current = above[current];
      }
      if (now - begin >= STEP_NANOS) {
        return progress == Stage.Progress.IDLE ? Outcome.LATER : Outcome.MORE;
      }
    }
  }

  /// Whether all its rows come from other tasks.
  public boolean isFed() {
    return Arrays.stream(stages).noneMatch(SourceStage.class::isInstance);
  }

  /// Writes a piece of a snapshot in the first stage that has one.
  private boolean advanceSnapshot() {
    for (current = 0; current < stages.length; current++) {
      if (stages[current].advanceSnapshot()) {
        return true;
      }
    }
    return false;
  }

  /// `thrown`, as it came out of the last step, with the node's name where that helps.
  public ThalwegException describe(Throwable thrown) {
    Stage stage = stages[Math.min(current, stages.length - 1)];
    String node = stage.name();
    if (thrown instanceof OutOfMemoryError) {
      return new ThalwegException(
          ErrorCode.MEMORY_LIMIT_EXCEEDED,
          node + " found no more room on the heap; give the process a larger one (-Xmx)",
          thrown);
    }
    ThalwegException coded = ThalwegException.wrap(thrown);
    if (coded.code() == ErrorCode.MEMORY_LIMIT_EXCEEDED && !stage.advice().isEmpty()) {
      return coded.withContext(stage.advice());
    }
    return coded.code() == ErrorCode.INTERNAL_ERROR ? coded.withContext("in " + node) : coded;
  }

  /// Closes all stages, from the leaves up.
  public void close() {
    ThalwegException failure = null;
    for (int i = stages.length - 1; i >= 0; i--) {
      current = i;
      try {
        stages[i].close();
      } catch (RuntimeException e) {
        failure = failure == null ? describe(e) : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
