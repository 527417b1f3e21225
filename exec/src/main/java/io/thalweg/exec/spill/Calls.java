package io.thalweg.exec.spill;

import io.thalweg.core.error.ThalwegException;
import io.thalweg.exec.operator.BlockingCalls;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The blocking calls of one operator, one at a time. While one runs the operator's parts belong to
/// it and the task waits, so that nothing is used by two threads.
///
/// Used by the operator's task.
public final class Calls {
  private final String owner;
  private final BlockingCalls blocking;
  private final Runnable wake;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
  private volatile Runnable release = () -> {};
  private @Nullable CompletableFuture<Boolean> running;

  private enum State {
    IDLE,
    RUNNING,
    /// Closed while a call runs: the call releases everything when it is done.
    CLOSING,
    CLOSED
  }

  /// @param owner for messages
  /// @param wake told when a call is over
  public Calls(String owner, BlockingCalls blocking, Runnable wake) {
    this.owner = owner;
    this.blocking = blocking;
    this.wake = wake;
  }

  /// Starts a call; only when none is running.
  public void start(Runnable work) {
    state.set(State.RUNNING);
    CompletableFuture<Boolean> started = blocking.start(() -> run(work));
    running = started;
    var _ = started.whenComplete((_, _) -> wake.run());
  }

  private boolean run(Runnable work) {
    try {
      if (state.get() == State.RUNNING) {
        work.run();
      }
      return true;
    } finally {
      if (!state.compareAndSet(State.RUNNING, State.IDLE)) {
        state.set(State.CLOSED);
        release.run();
      }
    }
  }

  /// Whether a call has not ended yet.
  ///
  /// @throws ThalwegException what the last one ended with
  public boolean isRunning() {
    CompletableFuture<Boolean> call = running;
    if (call == null) {
      return false;
    }
    if (!call.isDone()) {
      return true;
    }
    running = null;
    try {
      call.join();
    } catch (CompletionException e) {
      throw ThalwegException.wrap(e.getCause() == null ? e : e.getCause())
          .withContext("state of " + owner);
    }
    return false;
  }

  /// Whether the task has to wait.
  public boolean isWaiting() {
    CompletableFuture<Boolean> call = running;
    return call != null && !call.isDone();
  }

  /// Runs `whenIdle` once no call is running: now, or behind the one that is.
  public void close(Runnable whenIdle) {
    release = whenIdle;
    if (state.compareAndSet(State.RUNNING, State.CLOSING)) {
      return;
    }
    if (state.compareAndSet(State.IDLE, State.CLOSED)) {
      whenIdle.run();
    }
  }
}
