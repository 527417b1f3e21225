package io.thalweg.exec.linear;

import io.thalweg.core.connector.Table;
import io.thalweg.core.connector.TableSink;
import io.thalweg.core.data.Batch;
import io.thalweg.core.plan.Modify;
import io.thalweg.core.plan.WriteFile;
import io.thalweg.exec.operator.BlockingCalls;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.TaskContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes the operators that write into one sink, a table's or a file's. The last task to end
/// commits; without a commit the sink is aborted when the query is over.
public final class SinkFactory implements OperatorFactory {
  private static final int NOT_STARTED = -1;

  private final TableSink sink;
  private final BlockingCalls blocking;
  private final AtomicInteger writers = new AtomicInteger(NOT_STARTED);
  private volatile boolean committing;

  private SinkFactory(TableSink sink, BlockingCalls blocking) {
    this.sink = sink;
    this.blocking = blocking;
  }

  /// Appends to a table, or changes its rows.
  public static SinkFactory of(Modify node, FactoryContext context) {
    Table table = context.tables().resolve(node.table());
    return new SinkFactory(node.changes() ? table.change() : table.insert(), context.blocking());
  }

  /// Writes a file.
  public static SinkFactory of(WriteFile node, FactoryContext context) {
    return new SinkFactory(context.fileSinks().open(node), context.blocking());
  }

  @Override
  public Operator create(TaskContext context) {
    writers.compareAndSet(NOT_STARTED, context.parallelism());
    return new SinkOperator(this, context);
  }

  CompletableFuture<?> write(Batch batch) {
    return blocking.start(
        () -> {
          sink.write(batch);
          return batch;
        });
  }

  /// A task has written everything.
  ///
  /// @return whether it was the last one, which has to commit
  boolean endWriter() {
    return writers.decrementAndGet() == 0;
  }

  CompletableFuture<Long> commit() {
    committing = true;
    return blocking.start(sink::commit);
  }

  /// Nothing is being written any more: the runtime waits for the calls of all tasks before.
  @Override
  public void close() {
    if (!committing) {
      // Nobody waits for it: the query has ended, and what it left is taken away.
      var _ =
          blocking.start(
              () -> {
                sink.abort();
                return sink;
              });
    }
  }
}
