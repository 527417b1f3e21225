package io.thalweg.exec.linear;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.LongColumn;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.operator.Operator;
import io.thalweg.exec.operator.Output;
import io.thalweg.exec.operator.TaskContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Writes one batch after the other; sinks may block, so each call is made elsewhere and waited
/// for.
///
/// ```
/// WRITING ──end──> LAST_WRITE ──last task──> COMMITTING ──row emitted──> DONE
///                       └───────another task writes still───────────────> DONE
/// ```
final class SinkOperator implements Operator {
  private final SinkFactory factory;
  private final TaskContext context;
  private State state = State.WRITING;
  private @Nullable CompletableFuture<?> call;

  private enum State {
    /// Takes batches.
    WRITING,
    /// The input has ended; a write may be on its way.
    LAST_WRITE,
    /// The commit is on its way.
    COMMITTING,
    /// Has emitted what it had to.
    DONE
  }

  SinkOperator(SinkFactory factory, TaskContext context) {
    this.factory = factory;
    this.context = context;
  }

  @Override
  public void accept(int input, Batch batch, Output out) {
    await(factory.write(batch));
  }

  private void await(CompletableFuture<?> started) {
    call = started;
    if (!started.isDone()) {
      CompletableFuture<?> _ = started.whenComplete((_, _) -> context.wakeAll());
    }
  }

  @Override
  public void end(int input, Output out) {
    state = State.LAST_WRITE;
  }

  @Override
  public boolean drain(Output out) {
    if (isBlocked()) {
      return false;
    }
    Object outcome = call == null ? null : outcome(call);
    call = null;
    return switch (state) {
      case WRITING, DONE -> true;
      case LAST_WRITE -> endWrites();
      case COMMITTING -> {
        state = State.DONE;
        long changed = outcome instanceof Long rows ? rows : 0;
        out.emit(Batch.of(1, new LongColumn(1, new long[] {changed}, null)));
        yield true;
      }
    };
  }

  private boolean endWrites() {
    if (!factory.endWriter()) {
      state = State.DONE;
      return true;
    }
    state = State.COMMITTING;
    await(factory.commit());
    return false;
  }

  private static @Nullable Object outcome(CompletableFuture<?> done) {
    try {
      return done.join();
    } catch (CompletionException e) {
      throw ThalwegException.wrap(e.getCause() == null ? e : e.getCause());
    }
  }

  @Override
  public boolean isBlocked() {
    return call != null && !call.isDone();
  }
}
