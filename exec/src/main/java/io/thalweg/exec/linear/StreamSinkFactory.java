package io.thalweg.exec.linear;

import io.thalweg.core.connector.StreamTarget;
import io.thalweg.core.connector.StreamTarget.StreamWriter;
import io.thalweg.core.connector.TableHandle;
import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.plan.Modify;
import io.thalweg.exec.operator.BlockingCalls;
import io.thalweg.exec.operator.Epochs;
import io.thalweg.exec.operator.FactoryContext;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.OperatorFactory;
import io.thalweg.exec.operator.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Makes the operators that write a continuous query's rows to a table, in two phases: each task
/// prepares at barriers, the coordinator has committed what belongs together.
///
/// Before the first row, what an earlier run prepared for the checkpoint we go on from is committed
/// (again), and what it left beside that is given up.
public final class StreamSinkFactory implements OperatorFactory {
  private final String table;
  private final StreamTarget target;
  private final BlockingCalls blocking;
  private final Epochs.Sink sink;
  private final CompletableFuture<?> recovered;
  private final List<StreamWriter> writers = new ArrayList<>();

  private StreamSinkFactory(
      TableHandle table, String writer, String identity, FactoryContext context) {
    this.table = table.toString();
    this.target = context.tables().resolve(table).streamTarget(writer);
    this.blocking = context.blocking();
    this.sink = context.epochs().sink(identity, target::commit);
    this.recovered = blocking.start(this::recover);
  }

  /// Of the plan's own sink.
  public static StreamSinkFactory of(Modify node, FactoryContext context) {
    return new StreamSinkFactory(
        node.table(), context.epochs().job(), context.stream().orElseThrow().identity(), context);
  }

  /// Of a sink beside it.
  ///
  /// @param name what it writes; the same in all versions of the query
  public static StreamSinkFactory beside(TableHandle table, String name, FactoryContext context) {
    return new StreamSinkFactory(
        table, context.epochs().job() + "-" + name, Epochs.SIDE + name, context);
  }

  private List<String> recover() {
    List<String> prepared = sink.restored();
    if (!prepared.isEmpty()) {
      target.commit(prepared);
    }
    target.recover();
    return prepared;
  }

  @Override
  public Operator create(TaskContext context) {
    return new StreamSinkOperator(this, sink, context);
  }

  /// Completes when rows may be written.
  CompletableFuture<?> recovered() {
    return recovered;
  }

  synchronized StreamWriter writer(int task) {
    StreamWriter writer = target.writer(task);
    writers.add(writer);
    return writer;
  }

  /// Writes rows in the form the target understands.
  CompletableFuture<?> write(StreamWriter writer, Batch batch) {
    Batch rows = target.acceptsRetractions() ? batch : repeated(batch);
    return blocking.start(
        () -> {
          writer.write(rows);
          return rows;
        });
  }

  /// Each row as often as its weight says.
  private Batch repeated(Batch batch) {
    int @Nullable [] weights = batch.weights();
    if (weights == null) {
      return batch;
    }
    int count = 0;
    for (int i = 0; i < batch.rowCount(); i++) {
      int weight = weights[batch.row(i)];
      if (weight < 0) {
        throw new ThalwegException(
            ErrorCode.INVALID_STATEMENT,
            "table "
                + table
                + " takes only new rows, but the query takes a row back; write to a table with a"
                + " key, or use EMIT ON WATERMARK");
      }
      count += weight;
    }
    int[] rows = new int[count];
    int at = 0;
    for (int i = 0; i < batch.rowCount(); i++) {
      int row = batch.row(i);
      for (int copy = weights[row]; copy > 0; copy--) {
        rows[at++] = row;
      }
    }
    return Batch.of(
        count, batch.columns().stream().map(column -> column.gather(rows, rows.length)).toList());
  }

  CompletableFuture<String> prepare(StreamWriter writer, long epoch) {
    return blocking.start(() -> writer.prepare(epoch));
  }

  /// Nothing is being written any more: the runtime waits for the calls of all tasks before.
  @Override
  public void close() {
    // Nobody waits for it: the query has ended, and what it left is dropped.
    var _ =
        blocking.start(
            () -> {
              closeAll();
              return target;
            });
  }

  private synchronized void closeAll() {
    writers.forEach(StreamWriter::close);
    target.close();
  }
}
