package io.thalweg.exec.runtime;

import io.thalweg.exec.expression.ExpressionCompiler;
import io.thalweg.exec.runtime.query.Compilers;
import io.thalweg.exec.runtime.query.LocalExecutor;
import io.thalweg.exec.runtime.schedule.Scheduler;
import io.thalweg.exec.runtime.schedule.SingleThreadScheduler;
import io.thalweg.exec.runtime.schedule.WorkerPool;

/// Where executors and their schedulers come from.
public final class Executors {
  private Executors() {}

  /// An executor for this process.
  public static Executor create(ExecutorConfig config) {
    ExpressionCompiler compiler = ExpressionCompiler.INSTANCE;
    return new LocalExecutor(config, new Compilers(compiler::projection, compiler));
  }

  /// A scheduler with `count` threads of its own; one per core.
  public static Scheduler workers(int count) {
    return new WorkerPool(count);
  }

  /// A scheduler without threads: whoever waits for a result runs the steps, in an order drawn from
  /// `seed`. For tests; one thread at a time.
  public static Scheduler seeded(long seed) {
    return new SingleThreadScheduler(seed);
  }
}
