package io.thalweg.benchmarks.kernel;

import io.thalweg.core.connector.PredicateCompiler;
import io.thalweg.core.data.Batch;
import io.thalweg.core.expr.Expression;
import io.thalweg.core.memory.MemoryPool;
import io.thalweg.core.memory.MemoryReservation;
import io.thalweg.exec.expression.CompiledExpression;
import io.thalweg.exec.expression.ExpressionCompiler;
import io.thalweg.exec.operator.BlockingCalls;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.FileSinks;
import io.thalweg.exec.operator.RuntimeFilterRegistry;
import io.thalweg.exec.operator.TableResolver;
import io.thalweg.exec.operator.TaskContext;

/// What an operator needs that runs in one task and without a plan around it: expressions and
/// memory. One thread's.
final class LoneContext implements FactoryContext, TaskContext {
  private final MemoryPool pool = MemoryPool.root("benchmark", 1L << 30);

  @Override
  public CompiledExpression expression(Expression expression) {
    return ExpressionCompiler.INSTANCE.expression(expression);
  }

  @Override
  public PredicateCompiler predicates() {
    return ExpressionCompiler.INSTANCE;
  }

  @Override
  public RuntimeFilterRegistry runtimeFilters() {
    throw absent("runtime filters");
  }

  @Override
  public TableResolver tables() {
    throw absent("tables");
  }

  @Override
  public FileSinks fileSinks() {
    throw absent("file sinks");
  }

  @Override
  public BlockingCalls blocking() {
    throw absent("blocking calls");
  }

  private static IllegalStateException absent(String what) {
    return new IllegalStateException("an operator without a plan has no " + what);
  }

  @Override
  public int task() {
    return 0;
  }

  @Override
  public int parallelism() {
    return 1;
  }

  @Override
  public int batchRows() {
    return Batch.DEFAULT_ROWS;
  }

  @Override
  public MemoryPool memory() {
    return pool;
  }

  @Override
  public MemoryReservation reserve(String owner) {
    return pool.reservation(owner);
  }

  @Override
  public void wakeAll() {}
}
