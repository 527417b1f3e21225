package io.thalweg.server.engine.job;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.checkpoint.Checkpoints;
import io.thalweg.exec.checkpoint.Restored;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.exec.runtime.ResultPoll;
import io.thalweg.exec.runtime.ResultState;
import io.thalweg.exec.runtime.RunningStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// The runs of one job, one after the other, on the job's thread.
final class JobRuns {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final JobStarter starter;
  private final EpochConsumer consumer;
  private final Optional<JobCheckpoints> checkpoints;
  private final Optional<StateReader> derived;
  private final Backoff backoff = new Backoff();

  /// @param derived what the consumer is given in place of what checkpoints of earlier versions
  ///   hold
  JobRuns(
      JobStarter starter,
      EpochConsumer consumer,
      Optional<JobCheckpoints> checkpoints,
      Optional<StateReader> derived) {
    this.derived = derived;
    this.starter = starter;
    this.consumer = consumer;
    this.checkpoints = checkpoints;
  }

  /// Runs until the input ends, the job is stopped or there is no hope.
  void run(Job job) {
    backoff.reset();
    try {
      boolean again = true;
      while (again && !job.isStopping()) {
        again = runOnce(job);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      job.threadEnded();
    }
  }

  /// @return whether another run is wanted
  private boolean runOnce(Job job) throws InterruptedException {
    try {
      if (runToEnd(job)) {
        job.finished();
      }
      return false;
    } catch (RuntimeException e) {
      if (job.isStopping()) {
        return false;
      }
      ThalwegException failure = ThalwegException.wrap(e);
      Duration wait = backoff.after(failure, job.epoch());
      if (wait.isNegative() || failure.code() == ErrorCode.SHUTTING_DOWN) {
        job.gaveUp(failure);
        return false;
      }
      job.failed(failure, wait);
      return true;
    }
  }

  /// @return whether the input has ended; otherwise the job was stopped
  private boolean runToEnd(Job job) {
    if (checkpoints.isEmpty()) {
      consumer.begin(Optional.empty());
      return follow(job, Optional.empty(), Optional.empty());
    }
    JobDefinition definition = job.definition();
    try (Checkpoints line = checkpoints.get().begin(definition)) {
      OptionalLong wanted = job.takeWantedCheckpoint();
      Optional<Restored> from =
          wanted.isPresent()
              ? Optional.of(line.open(wanted.getAsLong()))
              : latest(line, definition);
      try {
        begin(from, definition);
        job.begun();
        return follow(job, Optional.of(line), from);
      } finally {
        from.ifPresent(Restored::close);
      }
    }
  }

  /// Gives the consumer what the last checkpoint holds of it, for a job that does not run.
  void show(JobDefinition definition) {
    if (consumer.kept().isPresent() && checkpoints.isPresent()) {
      var _ =
          kept(
              checkpoints.get(),
              definition,
              state -> {
                consumer.begin(Optional.of(state));
                return state;
              });
    }
  }

  /// Reads the consumer's part of the last checkpoint of a job that does not run.
  static <T> Optional<T> kept(
      JobCheckpoints checkpoints, JobDefinition definition, Function<StateReader, T> read) {
    try (Checkpoints line = checkpoints.begin(definition)) {
      Optional<Restored> from = latest(line, definition);
      try {
        return from.map(restored -> read.apply(restored.reader(ResultState.IDENTITY, _ -> true)));
      } finally {
        from.ifPresent(Restored::close);
      }
    }
  }

  /// The last checkpoint that the definition understands: those of later versions are from a
  /// replacement that did not come about.
  private static Optional<Restored> latest(Checkpoints line, JobDefinition definition) {
    return line.list().stream()
        .filter(info -> info.jobVersion() <= definition.version())
        .reduce((_, later) -> later)
        .map(info -> line.open(info.id()));
  }

  private void begin(Optional<Restored> from, JobDefinition definition) {
    boolean isOlder =
        from.map(restored -> restored.info().jobVersion() < definition.version()).orElse(false);
    consumer.begin(
        isOlder && derived.isPresent()
            ? derived
            : from.map(restored -> restored.reader(ResultState.IDENTITY, _ -> true)));
  }

  private boolean follow(Job job, Optional<Checkpoints> line, Optional<Restored> from) {
    JobStarter.Started started = starter.start(job.definition(), line, from, consumer.kept());
    try (RunningStream run = started.stream()) {
      job.running(run, started.reads());
      while (!job.isStopping()) {
        switch (run.next(PATIENCE)) {
          case ResultPoll.Rows(var batch) -> consumer.rows(batch);
          case ResultPoll.EpochEnd end -> {
            consumer.epochEnd(end.epoch());
            job.epochEnded(end.epoch(), end.watermarkMicros(), end.timeMicros());
          }
          case ResultPoll.NotReady _ -> {
            // Asks again, unless the job is to stop.
          }
          case ResultPoll.Finished _ -> {
            consumer.end();
            return true;
          }
        }
      }
      return false;
    } finally {
      job.runEnded();
    }
  }
}
