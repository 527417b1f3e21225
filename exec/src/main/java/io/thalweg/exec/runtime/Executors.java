package io.thalweg.exec.runtime;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.ColumnRef;
import io.thalweg.core.expr.Expression;
import io.thalweg.exec.expression.CompiledExpression;

/// Where executors and their schedulers come from.
public final class Executors {
  private Executors() {}

  /// An executor for this process.
  public static Executor create(ExecutorConfig config) {
    return new LocalExecutor(
        config,
        new Compilers(
            Executors::columnOnly,
            predicate -> {
              throw unsupported(predicate);
            }));
  }

  private static CompiledExpression columnOnly(Expression expression) {
    if (expression instanceof ColumnRef ref) {
      return batch -> batch.compact().column(ref.index());
    }
    throw unsupported(expression);
  }

  private static ThalwegException unsupported(Expression expression) {
    return new ThalwegException(
        ErrorCode.FEATURE_NOT_SUPPORTED, expression + " cannot be evaluated by this version");
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
