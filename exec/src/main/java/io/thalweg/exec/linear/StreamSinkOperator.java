package io.thalweg.exec.linear;

import io.thalweg.core.connector.StreamTarget.StreamWriter;
import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Signal.Barrier;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.operator.Epochs;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.TaskContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// One task's writer of a continuous query. Targets may block, so each call is made elsewhere, one
/// at a time, and waited for; a barrier passes once what was written before it is prepared.
final class StreamSinkOperator implements Operator {
  private static final long NOTHING = -1;

  private final StreamSinkFactory factory;
  private final Epochs.Sink sink;
  private final TaskContext context;
  private @Nullable StreamWriter writer;
  private @Nullable CompletableFuture<?> call;
  private boolean written;
  private long epoch;
  private long toPrepare = NOTHING;

  StreamSinkOperator(StreamSinkFactory factory, Epochs.Sink sink, TaskContext context) {
    this.factory = factory;
    this.sink = sink;
    this.context = context;
    await(factory.recovered());
  }

  private void await(CompletableFuture<?> started) {
    call = started;
    if (!started.isDone()) {
      CompletableFuture<?> _ = started.whenComplete((_, _) -> context.wakeAll());
    }
  }

  @Override
  public boolean accepts(int input) {
    return !isBlocked();
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    settle();
    if (writer == null) {
      writer = factory.writer(context.task());
    }
    written = true;
    await(factory.write(writer, batch));
  }

  @Override
  public void barrier(Barrier barrier) {
    epoch = barrier.epoch();
    if (sink.preparesAt(barrier)) {
      toPrepare = epoch;
    }
  }

  /// The rows behind the last barrier; there are some when the query ends before its input does.
  @Override
  public void end(int input, Output out) {
    toPrepare = epoch + 1;
  }

  @Override
  public boolean drain(Output out) {
    if (isBlocked()) {
      return false;
    }
    settle();
    if (toPrepare != NOTHING && written && writer != null) {
      written = false;
      await(factory.prepare(writer, toPrepare));
      if (isBlocked()) {
        return false;
      }
      settle();
    }
    toPrepare = NOTHING;
    return true;
  }

  /// Takes in the outcome of the last call.
  private void settle() {
    if (call == null) {
      return;
    }
    CompletableFuture<?> done = call;
    call = null;
    try {
      if (done.join() instanceof String prepared) {
        sink.prepared(prepared);
      }
    } catch (CompletionException e) {
      throw ThalwegException.wrap(e.getCause() == null ? e : e.getCause());
    }
  }

  @Override
  public boolean isBlocked() {
    return call != null && !call.isDone();
  }
}
