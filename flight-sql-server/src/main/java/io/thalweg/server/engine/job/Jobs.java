package io.thalweg.server.engine.job;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.Clock;
import io.thalweg.exec.checkpoint.CheckpointInfo;
import io.thalweg.exec.operator.StateReader;
import io.thalweg.server.engine.stored.Definitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/// The jobs of one engine, by name. Thread-safe. Names ignore case.
public final class Jobs implements AutoCloseable {
  /// How long CREATE waits until everything shows that there is; the job goes on either way.
  static final Duration CAUGHT_UP = Duration.ofSeconds(10);

  /// How long an engine's start waits for the rows of its views.
  private static final Duration RESTORE = Duration.ofSeconds(60);

  /// How long the end of the process waits for jobs to make their state durable.
  private static final Duration LAST_CHECKPOINT = Duration.ofSeconds(15);

  /// How long CHECKPOINT waits until what there is shows.
  private static final Duration REFRESH = Duration.ofSeconds(10);

  private final JobStarter starter;
  private final Optional<JobCheckpoints> checkpoints;
  private final Optional<Definitions<JobDefinition>> stored;
  private final Clock clock;
  private final Map<String, Job> byName = new HashMap<>();

  /// @param checkpoints where the state of jobs is made durable
  /// @param stored where definitions outlive the process
  public Jobs(
      JobStarter starter,
      Optional<JobCheckpoints> checkpoints,
      Optional<Definitions<JobDefinition>> stored,
      Clock clock) {
    this.starter = starter;
    this.checkpoints = checkpoints;
    this.stored = stored;
    this.clock = clock;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  public synchronized Optional<Job> find(String name) {
    return Optional.ofNullable(byName.get(key(name)));
  }

  /// @throws ThalwegException UNKNOWN_JOB
  public Job require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new ThalwegException(
                    ErrorCode.INVALID_ARGUMENT,
                    "there is no job '" + name + "'; SHOW JOBS lists them"));
  }

  public synchronized List<Job> all() {
    return byName.values().stream().sorted(Comparator.comparing(Job::name)).toList();
  }

  /// Definitions that earlier processes left; each is to be given to [#adopt]. Of two with one name
  /// one was about to replace the other.
  public List<JobDefinition> left() {
    Map<String, JobDefinition> left = new LinkedHashMap<>();
    for (JobDefinition definition : stored.map(Definitions::all).orElse(List.of())) {
      JobDefinition other = left.get(key(definition.name()));
      boolean newer = other == null || other.version() < definition.version();
      if (other != null) {
        forget(newer ? other : definition);
      }
      if (newer) {
        left.put(key(definition.name()), definition);
      }
    }
    return List.copyOf(left.values());
  }

  /// Makes a job known that an earlier process left; [#startAll] starts it.
  ///
  /// @throws ThalwegException DUPLICATE_NAME when its name is taken
  public void adopt(JobDefinition definition, EpochConsumer consumer) {
    add(definition, consumer);
  }

  /// Starts the jobs that are to run and do not, and waits until what they kept shows again. One
  /// that was not made durable before its process ended begins anew, and is waited for as by
  /// [#create]: nobody sees its view empty that had rows before.
  public void startAll() {
    all().forEach(job -> job.start(OptionalLong.empty()));
    all().forEach(job -> job.awaitBegun(RESTORE));
    long until = clock.nanoTime() + CAUGHT_UP.toNanos();
    for (Job job : all()) {
      if (checkpoints(job).isEmpty()) {
        refresh(job, Duration.ofNanos(Math.max(0, until - clock.nanoTime())));
      }
    }
  }

  /// Starts a new job and waits a moment for its first epoch.
  ///
  /// @throws ThalwegException DUPLICATE_NAME, or what the job failed with at once; it is then gone
  public void create(JobDefinition definition, EpochConsumer consumer) {
    Job job = add(definition, consumer);
    try {
      store(definition);
      job.start(OptionalLong.empty());
      job.awaitCaughtUp(CAUGHT_UP);
    } catch (RuntimeException e) {
      drop(job);
      throw e;
    }
  }

  private synchronized Job add(JobDefinition definition, EpochConsumer consumer) {
    Job job = make(definition, consumer, Optional.empty());
    if (byName.putIfAbsent(key(definition.name()), job) != null) {
      throw new ThalwegException(
          ErrorCode.DUPLICATE_NAME,
          "there is a job " + definition.name() + " already; DROP JOB removes it");
    }
    return job;
  }

  /// A job that nobody knows yet.
  ///
  /// @param derived what the consumer is given in place of what checkpoints of earlier versions
  ///   hold
  Job make(JobDefinition definition, EpochConsumer consumer, Optional<StateReader> derived) {
    return new Job(definition, new JobRuns(starter, consumer, checkpoints, derived), clock);
  }

  void store(JobDefinition definition) {
    stored.ifPresent(definitions -> definitions.put(definition.id(), definition));
  }

  /// Removes what is stored of a job that does not run.
  void forget(JobDefinition definition) {
    stored.ifPresent(definitions -> definitions.remove(definition.id()));
    checkpoints.ifPresent(each -> each.removeAll(definition.id()));
  }

  synchronized void swap(Job old, Job next) {
    byName.put(key(old.name()), next);
  }

  /// Puts a job in the place of another one, which goes on when the new one fails at once.
  ///
  /// @param changed with the other's id when it goes on with the other's state
  /// @param derived the rows of a view that goes on, asked for when the other has stopped
  /// @throws ThalwegException what the new job failed with
  public void replace(
      Job old,
      JobDefinition changed,
      EpochConsumer consumer,
      Supplier<Optional<StateReader>> derived) {
    JobReplacement replacement = new JobReplacement(this, old, changed, consumer);
    if (changed.id().equals(old.definition().id())) {
      replacement.withState(derived);
    } else {
      replacement.anew();
    }
  }

  /// What the last checkpoint of a view that does not run holds of its rows.
  public <T> Optional<T> kept(Job job, Function<StateReader, T> read) {
    return checkpoints.flatMap(each -> JobRuns.kept(each, job.definition(), read));
  }

  /// Ends a job and forgets it, its checkpoints too.
  public void drop(Job job) {
    job.close();
    forget(job.definition());
    synchronized (this) {
      byName.remove(key(job.name()), job);
    }
  }

  /// Waits until a job shows everything that its sources had when it was called; views that it
  /// reads come first.
  ///
  /// @param most for each of the jobs
  /// @return false when the time was over before; true also for jobs that do not run
  public boolean refresh(Job job, Duration most) {
    boolean shown = true;
    for (Job source : all()) {
      if (source != job && job.reads(source.definition().id())) {
        shown &= refresh(source, most);
      }
    }
    return job.refresh(most) && shown;
  }

  /// The jobs of views that show rows of a relation, however many other views are between.
  ///
  /// @param source the id of a declared table or view, or the name of another table
  public List<Job> viewsOf(String source) {
    List<Job> views = new ArrayList<>();
    for (Job job : all()) {
      String id = job.definition().id();
      if (job.definition().kind() == JobDefinition.Kind.VIEW
          && job.reads(source)
          && !id.equals(source)) {
        views.add(job);
        views.addAll(viewsOf(id));
      }
    }
    return views;
  }

  /// Makes a job's state durable and shows what its sources have handed out so far.
  ///
  /// @throws ThalwegException when the job does not run or the store refuses
  public void checkpoint(Job job) {
    refresh(job, REFRESH);
    if (checkpoints.isPresent()) {
      job.checkpoint();
      job.showCommitted();
    }
  }

  /// Makes a job's state durable and ends its run until [#resume(Job)].
  public void pause(Job job) {
    if (job.status().state() == JobState.PAUSED) {
      return;
    }
    if (checkpoints.isPresent() && job.status().state() == JobState.RUNNING) {
      job.checkpoint();
    }
    job.stop(JobState.PAUSED);
    redefine(job, job.definition().withPaused(true));
  }

  public void resume(Job job) {
    redefine(job, job.definition().withPaused(false));
    job.start(OptionalLong.empty());
  }

  /// Runs the job anew with other settings, from its state.
  public void alter(Job job, Map<String, String> settings) {
    boolean running = job.status().state() == JobState.RUNNING;
    if (running && checkpoints.isPresent()) {
      job.checkpoint();
    }
    JobState before = job.status().state();
    job.stop(before);
    redefine(job, job.definition().withSettings(settings));
    if (before != JobState.FINISHED) {
      job.start(OptionalLong.empty());
    }
  }

  /// Goes back to a checkpoint.
  ///
  /// @throws ThalwegException CHECKPOINT_NOT_FOUND when there is none of this number
  public void restore(Job job, long checkpoint) {
    if (checkpoints(job).stream().noneMatch(info -> info.id() == checkpoint)) {
      throw new ThalwegException(
          ErrorCode.CHECKPOINT_NOT_FOUND,
          "job "
              + job.name()
              + " has no checkpoint "
              + checkpoint
              + "; it has "
              + checkpoints(job).stream().map(CheckpointInfo::id).toList());
    }
    if (checkpoints(job).stream()
        .anyMatch(
            info -> info.id() == checkpoint && info.jobVersion() != job.definition().version())) {
      throw new ThalwegException(
          ErrorCode.CHECKPOINT_NOT_FOUND,
          "checkpoint "
              + checkpoint
              + " is of an earlier version of job "
              + job.name()
              + "; its state does not fit the statement that replaced it");
    }
    job.stop(JobState.STARTING);
    redefine(job, job.definition().withPaused(false));
    job.start(OptionalLong.of(checkpoint));
  }

  private void redefine(Job job, JobDefinition definition) {
    job.redefine(definition);
    store(definition);
  }

  /// The complete checkpoints of a job that are kept, oldest first.
  public List<CheckpointInfo> checkpoints(Job job) {
    return checkpoints.map(each -> each.list(job.definition().id())).orElse(List.of());
  }

  /// Ends the runs, each with a last checkpoint where it can be gone on from or has written
  /// something; definitions and checkpoints stay.
  @Override
  public void close() {
    if (checkpoints.isPresent()) {
      try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
        all().stream()
            .filter(job -> stored.isPresent() || job.definition().kind() == JobDefinition.Kind.JOB)
            .forEach(job -> each.execute(() -> job.lastCheckpoint(LAST_CHECKPOINT)));
      }
    }
    all().forEach(job -> job.stop(JobState.PAUSED));
  }
}
