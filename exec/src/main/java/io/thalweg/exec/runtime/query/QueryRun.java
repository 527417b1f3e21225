package io.thalweg.exec.runtime.query;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.runtime.OperatorMetrics;
import io.thalweg.exec.runtime.QueryProgress;
import io.thalweg.exec.runtime.ResultPoll;
import io.thalweg.exec.runtime.RunningQuery;
import io.thalweg.exec.runtime.StreamStatus;
import io.thalweg.exec.runtime.stream.Holds;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A running query: starts the tasks, hands out their rows, and releases everything when the last
/// of them has stopped.
///
/// It stops when the result is complete (nobody needs what other tasks still do), when a task
/// fails, and when its owner cancels. Then every task closes its operators in a last step; the last
/// one to do so closes the factories.
final class QueryRun implements RunningQuery {
  private static final Duration LONGEST_WAIT = Duration.ofDays(365);

  private final Schema schema;
  private final QueryContext context;
  private final QueryAssembly.Parts parts;
  private final Holds holds;
  private final Runnable onReleased;
  private final ResultReader result;
  private final AtomicInteger resultTasks;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean stopped;
  private volatile @Nullable ThalwegException failure;
  private boolean handedOut;
  private boolean factoriesClosed;
  private volatile boolean released;

  /// @param holds of the blocking calls; tasks are added to it
  /// @param onReleased told when nothing of the query is left
  QueryRun(
      Schema schema,
      QueryContext context,
      QueryAssembly.Parts parts,
      Holds holds,
      Runnable onReleased) {
    this.schema = schema;
    this.context = context;
    this.parts = parts;
    this.holds = holds;
    this.onReleased = onReleased;
    this.result =
        new ResultReader(parts.result(), context.stream().map(StreamContext::coordinator));
    this.resultTasks = new AtomicInteger(parts.fragments().getLast().parallelism());
  }

  /// Puts all tasks on the run queue.
  void start() {
    result.setConsumer(this::signal);
    for (FragmentRun fragment : parts.fragments()) {
      fragment.addTasks(this);
      holds.take(fragment.parallelism());
    }
    context.stream().ifPresent(stream -> startEpochs(stream.coordinator()));
    wakeAll();
  }

  private void startEpochs(EpochCoordinator coordinator) {
    for (FragmentRun fragment : parts.fragments()) {
      if (fragment.isContinuous()) {
        fragment.tasks().forEach(coordinator::addTask);
      }
    }
    coordinator.start(this);
  }

  void wakeAll() {
    parts.fragments().forEach(FragmentRun::wakeAll);
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void submit(Task task) {
    context.config().scheduler().submit(task);
  }

  /// Whether the tasks should stop.
  boolean isStopped() {
    return stopped;
  }

  /// Ends the query with an error of a task; the first one counts.
  void fail(ThalwegException error) {
    if (resultTasks.get() > 0) {
      end(error);
    }
  }

  /// Ends the query with an error of its coordinator, also when all tasks have ended.
  void abort(ThalwegException error) {
    end(error);
  }

  private void end(ThalwegException error) {
    lock.lock();
    try {
      if (failure != null || handedOut) {
        return;
      }
      failure = error;
    } finally {
      lock.unlock();
    }
    // First: tasks that end because nobody takes their rows must not look like the end of input.
    context.stream().ifPresent(stream -> stream.coordinator().stop());
    result.close();
    stop();
  }

  private void stop() {
    stopped = true;
    wakeAll();
    context.stream().ifPresent(stream -> stream.coordinator().stop());
    signal();
  }

  /// A task has closed its operators.
  ///
  /// @param complete whether it had emitted everything
  void taskDone(Task task, FragmentRun fragment, boolean complete) {
    Optional<EpochCoordinator> epochs = context.stream().map(StreamContext::coordinator);
    epochs.ifPresent(coordinator -> coordinator.taskDone(task));
    // A query that has failed is not over: its tasks end because nobody takes their rows.
    boolean isOver = complete && fragment.isResult() && resultTasks.decrementAndGet() == 0;
    if (isOver && failure == null) {
      epochs.ifPresentOrElse(coordinator -> coordinator.finish(this::stop), this::stop);
    }
    holds.giveBack();
  }

  /// Nothing runs any more. Happens twice: closing the factories may start calls of its own.
  void allStopped() {
    if (factoriesClosed) {
      context.spill().ifPresent(QuerySpill::close);
      released = true;
      onReleased.run();
      signal();
      return;
    }
    factoriesClosed = true;
    holds.take(1);
    for (FragmentRun fragment : parts.fragments()) {
      try {
        fragment.close();
      } catch (Throwable e) {
        // Whatever it is: the others have to be closed, and somebody waits for the end.
        end(ThalwegException.wrap(e));
      }
    }
    holds.giveBack();
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public ResultPoll poll() {
    throwFailure();
    ResultPoll answer = result.poll();
    if (!(answer instanceof ResultPoll.Finished)) {
      return answer;
    }
    lock.lock();
    try {
      throwFailure();
      handedOut = true;
    } finally {
      lock.unlock();
    }
    return answer;
  }

  private void throwFailure() {
    ThalwegException error = failure;
    if (error != null) {
      throw error;
    }
  }

  @Override
  public ResultPoll next(Duration timeout) {
    long left = timeout.compareTo(LONGEST_WAIT) < 0 ? timeout.toNanos() : LONGEST_WAIT.toNanos();
    while (true) {
      ResultPoll answer = poll();
      if (!(answer instanceof ResultPoll.NotReady)) {
        return answer;
      }
      if (context.config().scheduler().runOne()) {
        continue;
      }
      if (left <= 0) {
        return answer;
      }
      left = await(left);
    }
  }

  /// Waits until something may have changed, and returns what is left of the time.
  private long await(long nanos) {
    lock.lock();
    try {
      // Asked again under the lock: whoever puts a batch later has to signal.
      return failure != null || result.hasNews() ? nanos : changed.awaitNanos(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ThalwegException(
          ErrorCode.CANCELLED, "waiting for the query's rows was interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void cancel(String reason) {
    end(new ThalwegException(ErrorCode.CANCELLED, "the query was cancelled: " + reason));
  }

  @Override
  public QueryProgress progress() {
    return context.progress().read();
  }

  @Override
  public Map<Integer, OperatorMetrics> metrics() {
    Map<Integer, OperatorMetrics> figures = new HashMap<>();
    parts
        .metrics()
        .forEach(
            (id, node) -> {
              if (node.isStarted()) {
                figures.put(id, node.read());
              }
            });
    return figures;
  }

  @Override
  public MemoryUse memory() {
    return new MemoryUse(
        context.memory().usedBytes(),
        context.memory().peakBytes(),
        context.spill().map(QuerySpill::usedBytes).orElse(0L));
  }

  @Override
  public void close() {
    end(
        new ThalwegException(
            ErrorCode.CANCELLED, "the query was closed before all its rows were taken"));
    while (!released && context.config().scheduler().runOne()) {
      // The scheduler has no threads of its own: this one runs what is left.
    }
    lock.lock();
    try {
      while (!released) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
    result.close();
  }

  /// Of a continuous query.
  EpochCoordinator epochs() {
    return context.stream().orElseThrow().coordinator();
  }

  StreamStatus streamStatus() {
    return epochs().status(context.progress());
  }

  List<FragmentRun> fragments() {
    return parts.fragments();
  }
}
