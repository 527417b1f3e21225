package io.thalweg.server.engine.job;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.checkpoint.Checkpoints;
import io.thalweg.exec.checkpoint.Restored;
import io.thalweg.exec.runtime.ResultPoll;
import io.thalweg.exec.runtime.ResultState;
import io.thalweg.exec.runtime.RunningStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// The runs of one job, one after the other, on the job's thread.
final class JobRuns {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final JobStarter starter;
  private final EpochConsumer consumer;
  private final Optional<Supplier<Checkpoints>> checkpoints;
  private final Backoff backoff = new Backoff();

  /// @param checkpoints opens the job's checkpoints for one run
  JobRuns(JobStarter starter, EpochConsumer consumer, Optional<Supplier<Checkpoints>> checkpoints) {
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
    try (Checkpoints line = checkpoints.get().get()) {
      OptionalLong wanted = job.takeWantedCheckpoint();
      Optional<Restored> from =
          wanted.isPresent() ? Optional.of(line.open(wanted.getAsLong())) : line.latest();
      try {
        begin(from);
        job.begun();
        return follow(job, Optional.of(line), from);
      } finally {
        from.ifPresent(Restored::close);
      }
    }
  }

  /// Gives the consumer what the last checkpoint holds of it, for a job that does not run.
  void show() {
    if (consumer.kept().isPresent() && checkpoints.isPresent()) {
      try (Checkpoints line = checkpoints.get().get()) {
        Optional<Restored> from = line.latest();
        try {
          begin(from);
        } finally {
          from.ifPresent(Restored::close);
        }
      }
    }
  }

  private void begin(Optional<Restored> from) {
    consumer.begin(from.map(restored -> restored.reader(ResultState.IDENTITY, _ -> true)));
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
