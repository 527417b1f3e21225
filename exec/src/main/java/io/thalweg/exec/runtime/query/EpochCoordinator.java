package io.thalweg.exec.runtime.query;

import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.port.Clock;
import io.thalweg.exec.operator.CatchUp;
import io.thalweg.exec.operator.Epochs;
import io.thalweg.exec.operator.Source;
import io.thalweg.exec.runtime.EpochPolicy;
import io.thalweg.exec.runtime.ExecutorConfig;
import io.thalweg.exec.runtime.ResultPoll;
import io.thalweg.exec.runtime.StreamOptions;
import io.thalweg.exec.runtime.StreamStatus;
import io.thalweg.exec.runtime.schedule.Scheduler;
import io.thalweg.exec.runtime.stream.CatchUps;
import io.thalweg.exec.runtime.stream.Durability;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Ends the epochs of one continuous query: says when the next barrier goes in, watches it pass
/// through all tasks, and has the epoch made durable. Thread-safe; never blocks, has no thread.
///
/// One barrier is on its way at a time: the next goes in once all tasks have passed the one before
/// and the reader has taken its end. So a slow reader holds the sources back, and nothing piles up.
///
/// ```
/// RUNNING ──due, marked or wanted──> barrier on its way ──passed and taken──> RUNNING
///    └────all sources have ended───> last barrier ──passed, durable──> finished
/// ```
final class EpochCoordinator implements Epochs {
  private final StreamOptions options;
  private final Clock clock;
  private final Scheduler scheduler;
  private final Durability durability;
  private final Set<Task> live = new HashSet<>();
  private final Set<Task> waiting = new HashSet<>();
  private final CatchUps questions = new CatchUps(this::wakeAll, this::showNow);
  private final long start;
  private final long startMicros;
  private volatile @Nullable Barrier barrier;
  private volatile long last = Long.MAX_VALUE;
  private volatile boolean finished;
  private volatile StreamStatus status;
  private volatile @Nullable QueryRun query;
  private Scheduler.@Nullable Timer timer;
  private long epoch;
  private long timeMicros;
  private long sinceCheckpoint;
  private int sources;
  private boolean untaken;
  private boolean due;

  /// Whether the next epoch's time was over before all had passed the barrier of the last one.
  private boolean overdue;

  private long injectedNanos;
  private boolean checkpointWanted;
  private boolean ending;
  private boolean stopped;
  private boolean unsaved;

  /// Tasks' states that are still being written to the running checkpoint.
  private int unwritten;

  /// The barrier that all have passed, but whose states are still being written.
  private @Nullable Barrier unfinished;

  private volatile boolean drained;
  private @Nullable Runnable whenDrained;

  EpochCoordinator(StreamOptions options, ExecutorConfig config, Durability durability) {
    this.options = options;
    this.clock = config.clock();
    this.scheduler = config.scheduler();
    this.durability = durability;
    this.start = options.restored().map(restored -> restored.info().epoch()).orElse(0L);
    this.epoch = start;
    this.startMicros = clock.epochMicros();
    this.timeMicros = startMicros;
    this.status =
        new StreamStatus(
            start,
            Long.MIN_VALUE,
            0,
            0,
            0,
            durability.last(),
            durability.failure(),
            Optional.empty());
  }

  Durability durability() {
    return durability;
  }

  /// So many tasks' parts of scans will say that they have ended.
  synchronized void expectSources(int count) {
    sources += count;
    questions.expect(count);
  }

  /// A task that barriers pass through; before the query starts.
  synchronized void addTask(Task task) {
    live.add(task);
  }

  /// The query starts now.
  synchronized void start(QueryRun started) {
    query = started;
    durability.start(this::settled, started::abort);
    armTimer(options.epochInterval());
  }

  private void armTimer(Duration length) {
    if (options.policy() == EpochPolicy.INTERVAL && sources > 0 && !stopped) {
      // An epoch that was asked for begins the time of the next one anew; a second timer would make
      // all epochs behind it shorter.
      if (timer != null) {
        timer.cancel();
      }
      timer = scheduler.after(length, this::tick);
    }
  }

  /// A barrier that has to go through state in files takes its time. The next one does not follow
  /// at once: rows get as much of the time as barriers.
  private synchronized void tick() {
    QueryRun run = query;
    if (!waiting.isEmpty() && run != null && run.memory().spilledBytes() > 0) {
      overdue = true;
      return;
    }
    due = true;
    inject();
  }

  /// Wants the running epoch to end.
  synchronized void trigger(boolean checkpoint) {
    boolean durable = checkpoint && durability.isWanted();
    checkpointWanted |= durable;
    due |= options.policy() != EpochPolicy.MARKS && !durable;
    inject();
  }

  /// Something that held the next barrier back is over.
  private synchronized void settled() {
    inject();
  }

  /// Sends the next barrier off, if it is time and nothing is in its way.
  private void inject() {
    QueryRun run = query;
    if (run == null
        || ending
        || stopped
        || untaken
        || !waiting.isEmpty()
        || durability.isCommitting()) {
      return;
    }
    boolean isLast = sources == 0 && last == Long.MAX_VALUE;
    boolean checkpoint = durability.isWanted() && durability.isIdle() && wantsCheckpoint(isLast);
    if (last != Long.MAX_VALUE || live.isEmpty() || !isTime(isLast, checkpoint)) {
      return;
    }
    epoch++;
    timeMicros = Math.max(timeMicros, clock.epochMicros());
    last = isLast ? epoch : last;
    due = false;
    checkpointWanted &= !checkpoint;
    sinceCheckpoint = checkpoint ? 0 : sinceCheckpoint + 1;
    untaken = true;
    unsaved = checkpoint && options.result().isPresent();
    waiting.addAll(live);
    Barrier next = new Barrier(epoch, checkpoint, timeMicros);
    durability.begin(next);
    barrier = next;
    injectedNanos = clock.nanoTime();
    armTimer(options.epochInterval());
    run.wakeAll();
  }

  private boolean wantsCheckpoint(boolean isLast) {
    long every = options.checkpointEvery();
    return isLast || checkpointWanted || (every > 0 && sinceCheckpoint + 1 >= every);
  }

  private boolean isTime(boolean isLast, boolean checkpoint) {
    if (isLast) {
      return checkpoint || !durability.isWanted();
    }
    return due || (checkpoint && checkpointWanted && options.policy() != EpochPolicy.MARKS);
  }

  /// Whether epochs may carry checkpoints.
  boolean isDurable() {
    return durability.isWanted();
  }

  @Override
  public String job() {
    return options.job();
  }

  @Override
  public long start() {
    return start;
  }

  @Override
  public long startMicros() {
    return startMicros;
  }

  @Override
  public @Nullable Barrier next(long behind) {
    Barrier current = barrier;
    return current != null && current.epoch() > behind ? current : null;
  }

  @Override
  public boolean followsMarks() {
    return options.policy() == EpochPolicy.MARKS;
  }

  @Override
  public synchronized void marked(long ended) {
    if (ended > epoch) {
      due = true;
      inject();
    }
  }

  @Override
  public synchronized void sourceEnded() {
    sources--;
    inject();
  }

  @Override
  public boolean isLast(long ended) {
    return ended >= last;
  }

  @Override
  public void opened(Source source) {
    questions.opened(source);
  }

  @Override
  public void closed(Source source) {
    questions.closed(source);
  }

  @Override
  public @Nullable CatchUp catchUp() {
    return questions.current();
  }

  @Override
  public void caughtUp(CatchUp question, Source source) {
    questions.answered(question, source);
  }

  @Override
  public void catchUpFailed(CatchUp question, Throwable failure) {
    questions.failed(question, failure);
  }

  /// See [io.thalweg.exec.runtime.RunningStream#catchUp].
  CompletableFuture<Long> catchUpWanted() {
    return questions.ask();
  }

  private void wakeAll() {
    QueryRun run = query;
    if (run != null) {
      run.wakeAll();
    }
  }

  /// All sources have handed out what was asked for.
  ///
  /// @return the epoch that shows it: sources hand on the barrier of the running one later
  private synchronized long showNow() {
    due |= options.policy() != EpochPolicy.MARKS;
    long shows = epoch + 1;
    inject();
    return shows;
  }

  @Override
  public long idleMicros() {
    return options.idleTimeout().toNanos() / 1000;
  }

  @Override
  public Sink sink(String identity, Consumer<List<String>> commit) {
    return durability.sink(identity, commit);
  }

  /// `task` has handed on a barrier, with all rows and state before it.
  synchronized void passed(Task task, Barrier its) {
    if (waiting.remove(task)) {
      if (waiting.isEmpty() && overdue) {
        overdue = false;
        armTimer(Duration.ofNanos(clock.nanoTime() - injectedNanos));
      }
      completePassed(its);
    }
  }

  private void completePassed(Barrier its) {
    if (!waiting.isEmpty() || unsaved) {
      return;
    }
    if (its.checkpoint() && unwritten > 0) {
      unfinished = its;
    } else {
      durability.complete(its, isLast(its.epoch()));
    }
    inject();
  }

  /// A task goes on writing its state behind the barrier.
  synchronized void unwritten() {
    unwritten++;
  }

  /// A task has written all of its state.
  synchronized void written() {
    unwritten--;
    Barrier its = unfinished;
    if (unwritten == 0 && its != null) {
      unfinished = null;
      durability.complete(its, isLast(its.epoch()));
      inject();
    }
  }

  /// The reader has all rows before a barrier: what it keeps belongs to the checkpoint.
  void rowsTaken(Barrier its) {
    if (!its.checkpoint() || options.result().isEmpty()) {
      return;
    }
    durability.save();
    synchronized (this) {
      unsaved = false;
      completePassed(its);
    }
  }

  /// `task` has ended: no barrier waits for it any more.
  synchronized void taskDone(Task task) {
    live.remove(task);
    Barrier current = barrier;
    if (current != null && waiting.contains(task)) {
      passed(task, current);
    }
  }

  /// The reader has all rows of an epoch.
  synchronized void taken(ResultPoll.EpochEnd end) {
    status =
        new StreamStatus(
            end.epoch(),
            end.watermarkMicros(),
            0,
            0,
            0,
            durability.last(),
            durability.failure(),
            Optional.empty());
    untaken = false;
    inject();
  }

  /// The end of the rows behind the last barrier that came through.
  synchronized ResultPoll.EpochEnd lastEnd() {
    epoch += untaken ? 0 : 1;
    return new ResultPoll.EpochEnd(
        epoch, Long.MAX_VALUE, Math.max(timeMicros, clock.epochMicros()));
  }

  /// All tasks of the result have ended.
  ///
  /// @param whenDurable run once what the sinks have prepared is committed
  void finish(Runnable whenDurable) {
    synchronized (this) {
      if (awaitsReader()) {
        whenDrained = () -> finishDrained(whenDurable);
        return;
      }
    }
    finishDrained(whenDurable);
  }

  /// Whether the last rows have to be taken before the query can finish.
  boolean awaitsReader() {
    return options.result().isPresent() && !drained;
  }

  /// The reader has taken the last rows.
  void drained() {
    Runnable then;
    synchronized (this) {
      drained = true;
      then = whenDrained;
      whenDrained = null;
    }
    if (then != null) {
      then.run();
    }
  }

  private void finishDrained(Runnable whenDurable) {
    long end;
    synchronized (this) {
      end = epoch + 1;
      // Nothing begins behind the end: a barrier that is wanted now would have its number.
      ending = true;
    }
    durability.finish(
        end,
        () -> {
          finished = true;
          whenDurable.run();
        });
  }

  /// Whether everything has been done that [#finish] waits for.
  boolean isFinished() {
    return finished;
  }

  /// The query is over, whatever the reason.
  void stop() {
    synchronized (this) {
      stopped = true;
      if (timer != null) {
        timer.cancel();
      }
    }
    durability.stop();
  }

  StreamStatus status(ScanCounters counters) {
    StreamStatus base = status;
    return new StreamStatus(
        base.epoch(),
        base.watermarkMicros(),
        counters.lateRows(),
        counters.skippedRows(),
        counters.read().rows(),
        durability.last(),
        durability.failure(),
        counters.trouble());
  }
}
