package io.thalweg.server.engine.job;

import io.thalweg.exec.operator.StateReader;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Puts one job in the place of another. What goes wrong at once leaves the old one running; a
/// crash leaves either of them. Used once, by the statement's thread.
final class JobReplacement {
  private final Jobs jobs;
  private final Job old;
  private final JobDefinition changed;
  private final EpochConsumer consumer;

  /// @param changed has the id of the old one when it goes on with its state
  JobReplacement(Jobs jobs, Job old, JobDefinition changed, EpochConsumer consumer) {
    this.jobs = jobs;
    this.old = old;
    this.changed = changed;
    this.consumer = consumer;
  }

  private boolean isView() {
    return changed.kind() == JobDefinition.Kind.VIEW;
  }

  /// Goes on from the last checkpoint of the old job.
  ///
  /// A view's rows are others now: its new definition counts once a checkpoint has them, and the
  /// old definition does not look at checkpoints of later versions. What a job has written counts
  /// at once, so its definition has to be there before.
  ///
  /// @param derived the rows of the view, asked for when the old job has stopped
  void withState(Supplier<Optional<StateReader>> derived) {
    JobState before = stopOld();
    Job next = null;
    try {
      next = jobs.make(changed, consumer, derived.get());
      if (!isView()) {
        jobs.store(changed);
      }
      start(next);
      if (next.status().state() == JobState.RUNNING) {
        next.checkpoint();
      }
      jobs.store(changed);
    } catch (RuntimeException e) {
      if (next != null) {
        next.close();
      }
      if (!isView()) {
        old.redefine(old.definition().withVersion(changed.version() + 1));
        jobs.store(old.definition());
      }
      restartOld(before);
      throw e;
    }
    jobs.swap(old, next);
  }

  /// Begins anew. Views can be filled while the old one runs; of jobs only one may write.
  void anew() {
    JobState before = isView() ? JobState.FAILED : stopOld();
    Job next = jobs.make(changed, consumer, Optional.empty());
    try {
      start(next);
      jobs.store(changed);
    } catch (RuntimeException e) {
      next.close();
      jobs.forget(changed);
      restartOld(before);
      throw e;
    }
    jobs.swap(old, next);
    old.close();
    jobs.forget(old.definition());
  }

  private JobState stopOld() {
    JobState before = old.status().state();
    if (before == JobState.RUNNING) {
      old.checkpoint();
    }
    old.stop(before);
    return before;
  }

  private static void start(Job next) {
    next.start(OptionalLong.empty());
    next.awaitCaughtUp(Jobs.CAUGHT_UP);
  }

  private void restartOld(JobState before) {
    switch (before) {
      case STARTING, RUNNING, RESTARTING, FINISHED -> old.start(OptionalLong.empty());
      case PAUSED, FAILED, DROPPED -> {
        // It did not run before.
      }
    }
  }
}
