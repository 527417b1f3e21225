package io.thalweg.exec.runtime.schedule;

import io.thalweg.exec.operator.BlockingCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// The deterministic twin of [WorkerPool]: has no threads. Whoever waits for a result runs the
/// steps, one at a time, in an order drawn from a seed; blocking calls are steps too. The same seed
/// and the same calls give the same run.
///
/// Time passes only when a timer is due: now and then, and whenever nothing else can run.
///
/// Used by one thread.
public final class SingleThreadScheduler implements Scheduler {
  private final SplittableRandom random;

  /// One step in so many lets the next timer run while there are steps.
  private static final int TIMER_TURN = 64;

  private final List<Runnable> runnable = new ArrayList<>();
  private final PriorityQueue<Due> timers =
      new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::order));
  private long nanos;
  private long order;

  /// @param order of timers that are due at the same time
  private record Due(long nanos, long order, Runnable action) {}

  public SingleThreadScheduler(long seed) {
    this.random = new SplittableRandom(seed);
  }

  @Override
  public void submit(Steppable task) {
    runnable.add(task::run);
  }

  @Override
  public BlockingCalls blocking() {
    return this::later;
  }

  private <T> CompletableFuture<T> later(Callable<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    runnable.add(
        () -> {
          try {
            result.complete(call.call());
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  @Override
  public Timer after(Duration delay, Runnable action) {
    Due due = new Due(nanos + delay.toNanos(), order++, action);
    timers.add(due);
    return () -> timers.remove(due);
  }

  @Override
  public boolean runOne() {
    if (!timers.isEmpty() && (runnable.isEmpty() || random.nextInt(TIMER_TURN) == 0)) {
      Due due = timers.remove();
      nanos = Math.max(nanos, due.nanos());
      due.action().run();
      return true;
    }
    if (runnable.isEmpty()) {
      return false;
    }
    int last = runnable.size() - 1;
    int chosen = random.nextInt(runnable.size());
    Runnable task = runnable.get(chosen);
    runnable.set(chosen, runnable.get(last));
    runnable.remove(last);
    task.run();
    return true;
  }

  @Override
  public void close() {
    runnable.clear();
    timers.clear();
  }
}
