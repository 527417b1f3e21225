package io.thalweg.exec.runtime;

import io.thalweg.exec.operator.BlockingCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// The deterministic twin of [WorkerPool]: has no threads. Whoever waits for a result runs the
/// steps, one at a time, in an order drawn from a seed; blocking calls are steps too. The same seed
/// and the same calls give the same run.
///
/// Used by one thread.
public final class SingleThreadScheduler implements Scheduler {
  private final SplittableRandom random;
  private final List<Runnable> runnable = new ArrayList<>();

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
  public boolean runOne() {
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
  }
}
