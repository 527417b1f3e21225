package io.thalweg.server.engine;

import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.Clock;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.runtime.QueryProgress;
import io.thalweg.exec.runtime.ResultPoll;
import io.thalweg.exec.runtime.RunningQuery;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The rows of a running query, with its time limit.
final class QueryStream implements RowStream {
  private static final long WAIT_MILLIS = 1000;

  private final RunningQuery query;
  private final Clock clock;
  private final long deadlineNanos;
  private final Duration timeout;
  private final Runnable onClose;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// @param timeout zero for none
  /// @param onClose run once, after the query has released what it held
  QueryStream(RunningQuery query, Clock clock, Duration timeout, Runnable onClose) {
    this.query = query;
    this.clock = clock;
    this.timeout = timeout;
    this.deadlineNanos = clock.nanoTime() + timeout.toNanos();
    this.onClose = onClose;
  }

  RunningQuery query() {
    return query;
  }

  @Override
  public Schema schema() {
    return query.schema();
  }

  @Override
  public @Nullable Batch next() {
    while (true) {
      switch (poll(WAIT_MILLIS)) {
        case Poll.Rows(Batch batch) -> {
          return batch;
        }
        case Poll.Done _ -> {
          return null;
        }
        case Poll.Pending _ -> {
          // Waits again; poll has checked the deadline.
        }
      }
    }
  }

  @Override
  public Poll poll(long millis) {
    long wait = millis;
    if (!timeout.isZero()) {
      long left = (deadlineNanos - clock.nanoTime()) / 1_000_000;
      if (left <= 0) {
        query.cancel("timeout");
        throw new ThalwegException(
            ErrorCode.TIMED_OUT,
            "the query ran longer than "
                + timeout.toMillis()
                + " ms; raise query_timeout or let it read less");
      }
      wait = Math.min(millis, left);
    }
    return switch (query.next(Duration.ofMillis(wait))) {
      case ResultPoll.Rows(Batch batch) -> new Poll.Rows(batch);
      case ResultPoll.EpochEnd _, ResultPoll.NotReady _ -> Poll.PENDING;
      case ResultPoll.Finished _ -> Poll.DONE;
    };
  }

  @Override
  public void cancel(String reason) {
    query.cancel(reason);
  }

  @Override
  public QueryProgress progress() {
    return query.progress();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        query.close();
      } finally {
        onClose.run();
      }
    }
  }
}
