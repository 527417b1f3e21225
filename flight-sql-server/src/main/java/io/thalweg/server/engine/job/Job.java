package io.thalweg.server.engine.job;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.Clock;
import io.thalweg.exec.runtime.RunningStream;
import io.thalweg.exec.runtime.StreamStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One job: its wishes come from statements, its runs from its own thread. Thread-safe.
public final class Job implements AutoCloseable {
  private static final Duration FIRST_EPOCH = Duration.ofSeconds(1);
  private static final Duration CHECKPOINT_PATIENCE = Duration.ofSeconds(60);
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Clock clock;
  private final JobRuns runs;
  private final Rate rate = new Rate();
  private JobDefinition definition;
  private JobState state = JobState.STARTING;
  private String error = "";
  private @Nullable ThalwegException failure;
  private @Nullable RunningStream stream;
  private @Nullable StreamStatus lastStatus;
  private @Nullable Thread thread;
  private Set<String> reads = Set.of();
  private boolean begun;
  private boolean stopping;
  private OptionalLong wantedCheckpoint = OptionalLong.empty();
  private long epoch;
  private long watermarkMicros = Long.MIN_VALUE;
  private long epochMicros = -1;
  private int restarts;

  Job(JobDefinition definition, JobRuns runs, Clock clock) {
    this.definition = definition;
    this.runs = runs;
    this.clock = clock;
  }

  public synchronized JobDefinition definition() {
    return definition;
  }

  /// Whether its last run reads the relation with this id.
  public synchronized boolean reads(String relation) {
    return reads.contains(relation);
  }

  public String name() {
    return definition().name();
  }

  /// Starts the job's thread, unless the job is paused or runs.
  ///
  /// @param checkpoint the one to go on from; empty for the last one
  synchronized void start(OptionalLong checkpoint) {
    if (thread != null) {
      return;
    }
    if (definition.paused()) {
      state = JobState.PAUSED;
      runs.show(definition);
      return;
    }
    begun = false;
    stopping = false;
    wantedCheckpoint = checkpoint;
    state = JobState.STARTING;
    failure = null;
    thread = Thread.ofVirtual().name("job " + definition.name()).start(() -> runs.run(this));
  }

  // What the job's thread reports.

  synchronized OptionalLong takeWantedCheckpoint() {
    OptionalLong wanted = wantedCheckpoint;
    wantedCheckpoint = OptionalLong.empty();
    return wanted;
  }

  /// What it kept before shows again.
  synchronized void begun() {
    begun = true;
    notifyAll();
  }

  synchronized boolean isStopping() {
    return stopping;
  }

  synchronized void running(RunningStream run, Set<String> relations) {
    reads = Set.copyOf(relations);
    stream = run;
    epoch = run.status().epoch();
    state = JobState.RUNNING;
    rate.clear();
    notifyAll();
  }

  synchronized void epochEnded(long number, long watermark, long timeMicros) {
    epoch = number;
    watermarkMicros = watermark;
    epochMicros = timeMicros;
    if (stream != null) {
      rate.sample(clock.nanoTime(), stream.status().rowsRead());
    }
    notifyAll();
  }

  synchronized long epoch() {
    return epoch;
  }

  /// The run is over; its figures stay.
  synchronized void runEnded() {
    if (stream != null) {
      lastStatus = stream.status();
      stream = null;
    }
    notifyAll();
  }

  synchronized void finished() {
    state = JobState.FINISHED;
    notifyAll();
  }

  /// Waits before the next run, unless the job is to stop.
  synchronized void failed(ThalwegException cause, Duration wait) throws InterruptedException {
    error = text(cause);
    failure = cause;
    restarts++;
    state = JobState.RESTARTING;
    notifyAll();
    long until = clock.nanoTime() + wait.toNanos();
    for (long left = wait.toMillis(); left > 0 && !stopping; ) {
      wait(left);
      left = (until - clock.nanoTime()) / NANOS_PER_MILLI;
    }
    if (!stopping) {
      state = JobState.STARTING;
    }
  }

  synchronized void gaveUp(ThalwegException cause) {
    error = text(cause);
    failure = cause;
    state = JobState.FAILED;
    notifyAll();
  }

  synchronized void threadEnded() {
    thread = null;
    notifyAll();
  }

  // What statements ask for.

  /// Waits until everything shows that the sources had when the job began, however long epochs are,
  /// or the time is over; then at least one epoch has been asked for.
  ///
  /// @throws ThalwegException what the first run failed with
  void awaitCaughtUp(Duration most) {
    synchronized (this) {
      await(most, () -> stream != null || failure != null || isOver());
    }
    refresh(most);
    synchronized (this) {
      if (epoch == 0 && failure == null && !isOver()) {
        triggerEpoch(false, FIRST_EPOCH);
      }
      if (failure != null) {
        throw failure;
      }
    }
  }

  /// Waits until what the job kept before shows again or it is clear that it will not yet.
  void awaitBegun(Duration most) {
    synchronized (this) {
      await(most, () -> begun || isOver());
    }
  }

  /// Waits until everything shows that the job's sources had when it was called.
  ///
  /// @return false when the time was over before, or a source cannot say what it has; true also
  ///   when the job does not run
  public boolean refresh(Duration most) {
    RunningStream run;
    synchronized (this) {
      await(most, () -> stream != null || isOver());
      run = stream;
    }
    if (run == null) {
      return true;
    }
    CompletableFuture<Long> present = run.catchUp();
    var _ = present.whenComplete((_, _) -> wake());
    synchronized (this) {
      await(
          most,
          () -> shows(present) || present.isCompletedExceptionally() || stream != run || isOver());
      return shows(present) || stream != run || isOver();
    }
  }

  private boolean shows(CompletableFuture<Long> present) {
    return present.isDone() && !present.isCompletedExceptionally() && epoch >= present.join();
  }

  private synchronized void wake() {
    notifyAll();
  }

  /// Waits until the sinks have committed what the last checkpoint holds: an epoch ends only behind
  /// the commits of the one before.
  void showCommitted() {
    triggerEpoch(false, CHECKPOINT_PATIENCE);
    triggerEpoch(false, CHECKPOINT_PATIENCE);
  }

  private synchronized boolean isOver() {
    return switch (state) {
      case FINISHED, FAILED, PAUSED, RESTARTING, DROPPED -> true;
      case STARTING, RUNNING -> false;
    };
  }

  /// Ends an epoch and waits for it.
  private synchronized void triggerEpoch(boolean checkpoint, Duration most) {
    long before = epoch;
    if (stream != null) {
      stream.trigger(checkpoint);
    }
    await(most, () -> epoch > before || isOver());
  }

  /// Makes the job's state durable now.
  ///
  /// @throws ThalwegException when the job does not run or the store refuses
  public void checkpoint() {
    checkpoint(CHECKPOINT_PATIENCE);
  }

  /// Makes the job's state durable before it ends, if it runs. When the store refuses or takes too
  /// long nothing is lost: the next run goes on from the checkpoint before.
  void lastCheckpoint(Duration most) {
    try {
      if (isRunning()) {
        checkpoint(most);
      }
    } catch (ThalwegException e) {
      lastCheckpointRefused(e);
    }
  }

  private synchronized void lastCheckpointRefused(ThalwegException cause) {
    error = text(cause);
  }

  private synchronized boolean isRunning() {
    return stream != null;
  }

  private synchronized void checkpoint(Duration most) {
    RunningStream run = stream;
    if (run == null) {
      throw new ThalwegException(
          ErrorCode.INVALID_STATEMENT,
          "job " + definition.name() + " is " + state + "; only a running job makes checkpoints");
    }
    long before = run.status().lastCheckpoint().map(info -> info.id()).orElse(0L);
    long ended = epoch;
    long until = clock.nanoTime() + most.toNanos();
    run.trigger(true);
    while (stream == run && !hasCheckpoint(run, before, ended)) {
      run.status()
          .checkpointFailure()
          .ifPresent(
              refused -> {
                throw refused;
              });
      if (clock.nanoTime() > until) {
        throw new ThalwegException(
            ErrorCode.TIMED_OUT,
            "job "
                + definition.name()
                + " made no checkpoint in "
                + most.toSeconds()
                + " s; DESCRIBE JOB tells how it does");
      }
      pause();
    }
  }

  /// Whether there is a checkpoint behind another one that holds what an epoch has shown: one that
  /// was on its way before does not count.
  private static boolean hasCheckpoint(RunningStream run, long before, long ended) {
    return run.status()
        .lastCheckpoint()
        .filter(info -> info.id() > before && info.epoch() >= ended)
        .isPresent();
  }

  private void pause() {
    try {
      wait(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ThalwegException(ErrorCode.CANCELLED, "the statement was cancelled");
    }
  }

  /// Replaces what the job is; takes effect with the next run.
  synchronized void redefine(JobDefinition changed) {
    definition = changed;
  }

  synchronized void alter(Map<String, String> settings) {
    definition = definition.withSettings(settings);
  }

  /// Ends the run and waits for the thread. The job can be started again.
  ///
  /// @param then the state afterwards
  synchronized void stop(JobState then) {
    stopping = true;
    if (stream != null) {
      stream.cancel("the job is stopped");
    }
    notifyAll();
    boolean interrupted = false;
    while (thread != null) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    state = then;
    notifyAll();
  }

  private synchronized void await(Duration most, java.util.function.BooleanSupplier until) {
    long end = clock.nanoTime() + most.toNanos();
    try {
      while (!until.getAsBoolean()) {
        long left = (end - clock.nanoTime()) / NANOS_PER_MILLI;
        if (left <= 0) {
          return;
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ThalwegException(ErrorCode.CANCELLED, "the statement was cancelled");
    }
  }

  public synchronized JobStatus status() {
    StreamStatus run = stream == null ? lastStatus : stream.status();
    long lag = epochMicros < 0 ? -1 : Math.max(0, clock.epochMicros() - epochMicros);
    return new JobStatus(
        state,
        epoch,
        watermarkMicros,
        lag,
        run == null ? 0 : run.rowsRead(),
        stream == null ? 0 : rate.perSecond(clock.nanoTime()),
        run == null ? 0 : run.lateRows(),
        run == null ? 0 : run.skippedRows(),
        stream == null ? 0 : stream.memory().usedBytes(),
        stream == null ? 0 : stream.memory().spilledBytes(),
        run == null ? Optional.empty() : run.lastCheckpoint(),
        restarts,
        shownError(run));
  }

  /// What keeps a running job from being made durable, or what it waits for, goes before what it
  /// has got over.
  private String shownError(@Nullable StreamStatus run) {
    return stream == null || run == null
        ? error
        : run.checkpointFailure().or(run::waitsFor).map(Job::text).orElse(error);
  }

  private static String text(ThalwegException cause) {
    return cause.code() + ": " + cause.getMessage();
  }

  @Override
  public void close() {
    stop(JobState.DROPPED);
  }
}
