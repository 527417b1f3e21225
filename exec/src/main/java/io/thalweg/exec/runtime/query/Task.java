package io.thalweg.exec.runtime.query;

import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.exchange.Wakeable;
import io.thalweg.exec.runtime.pipeline.Pipeline;
import io.thalweg.exec.runtime.schedule.Scheduler;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One parallel instance of a fragment. Steps on whichever worker is free, one at a time.
///
/// ```
/// PARKED ──wake──> QUEUED ──worker──> RUNNING ──blocked──> PARKED
///                    ^                 │   │
///                    │   more to do    │   └─wake─> WOKEN ──end of step──> QUEUED
///                    └─────────────────┘   finished, failed or stopped ──> DONE
/// ```
final class Task implements Scheduler.Steppable, Wakeable {
  private final QueryRun query;
  private final FragmentRun fragment;
  private final int index;
  private final AtomicReference<State> state = new AtomicReference<>(State.PARKED);
  private @Nullable Pipeline pipeline;

  /// Whether what comes next moves on rows of other tasks' epoch.
  private volatile boolean urgent;

  /// Whether it is to be over with an epoch before the next one's rows are read: of a continuous
  /// query. Bounded ones are a twentieth slower when tasks run for each batch they are given.
  private boolean ordersEpochs;

  private enum State {
    PARKED,
    QUEUED,
    RUNNING,
    WOKEN,
    DONE
  }

  /// @param index among the fragment's tasks
  Task(QueryRun query, FragmentRun fragment, int index) {
    this.query = query;
    this.fragment = fragment;
    this.index = index;
  }

  @Override
  public Object group() {
    return query;
  }

  @Override
  public boolean isUrgent() {
    return urgent;
  }

  @Override
  public void wake() {
    while (true) {
      if (state.compareAndSet(State.PARKED, State.QUEUED)) {
        query.submit(this);
        return;
      }
      State now = state.get();
      if (now == State.RUNNING ? state.compareAndSet(now, State.WOKEN) : now != State.PARKED) {
        return;
      }
    }
  }

  @Override
  public void run() {
    state.set(State.RUNNING);
    switch (step()) {
      case MORE, LATER -> queue();
      case BLOCKED -> {
        if (!state.compareAndSet(State.RUNNING, State.PARKED)) {
          queue();
        }
      }
      case FINISHED -> finish(true);
      case STOPPED -> finish(false);
    }
  }

  private void queue() {
    state.set(State.QUEUED);
    query.submit(this);
  }

  private Pipeline.Outcome step() {
    try {
      if (query.isStopped()) {
        return Pipeline.Outcome.STOPPED;
      }
      if (pipeline == null) {
        pipeline = fragment.pipeline(index, this);
        ordersEpochs = fragment.context().stream().isPresent() && pipeline.isFed();
      }
      Pipeline.Outcome outcome = pipeline.step(query::isStopped);
      urgent = ordersEpochs && outcome != Pipeline.Outcome.LATER;
      return outcome;
    } catch (Throwable e) {
      query.fail(pipeline == null ? ThalwegException.wrap(e) : pipeline.describe(e));
      return Pipeline.Outcome.STOPPED;
    }
  }

  /// @param complete whether the task has emitted everything
  private void finish(boolean complete) {
    state.set(State.DONE);
    try {
      if (pipeline != null) {
        pipeline.close();
      }
    } catch (Throwable e) {
      query.fail(ThalwegException.wrap(e));
    }
    pipeline = null;
    query.taskDone(this, fragment, complete);
  }
}
