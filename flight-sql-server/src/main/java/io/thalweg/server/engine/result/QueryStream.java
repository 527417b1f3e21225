package io.thalweg.server.engine.result;

import io.thalweg.core.data.Batch;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.port.Clock;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.runtime.QueryProgress;
import io.thalweg.exec.runtime.ResultPoll;
import io.thalweg.exec.runtime.RunningQuery;
import io.thalweg.exec.runtime.RunningStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The rows of a running query, with its time limit. Those of a continuous query come by whole
/// epochs. As [RowStream] says, one thread pulls; closing it ends the query.
public final class QueryStream implements RowStream {
  private static final long WAIT_MILLIS = 1000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final RunningQuery query;
  private final Schema schema;
  private final @Nullable EpochRows epochs;
  private final Clock clock;
  private final long deadlineNanos;
  private final Duration timeout;
  private final Runnable onClose;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// @param query closed with the stream
  /// @param schema of the rows as they are handed out
  /// @param epochs where the rows of a continuous query wait; null for bounded queries
  /// @param timeout zero for none
  /// @param onClose run once, after the query has released what it held
  public QueryStream(
      RunningQuery query,
      Schema schema,
      @Nullable EpochRows epochs,
      Clock clock,
      Duration timeout,
      Runnable onClose) {
    this.query = query;
    this.schema = schema;
    this.epochs = epochs;
    this.clock = clock;
    this.timeout = timeout;
    this.deadlineNanos = clock.nanoTime() + timeout.toNanos();
    this.onClose = onClose;
  }

  /// What runs, for its metrics; the stream closes it.
  public RunningQuery query() {
    return query;
  }

  @Override
  public Schema schema() {
    return schema;
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
    return epochs == null ? whenBounded(wait) : whenContinuous(epochs, wait);
  }

  private Poll whenBounded(long wait) {
    return switch (query.next(Duration.ofMillis(wait))) {
      case ResultPoll.Rows(Batch batch) -> new Poll.Rows(batch);
      case ResultPoll.NotReady _, ResultPoll.EpochEnd _ -> Poll.PENDING;
      case ResultPoll.Finished _ -> Poll.DONE;
    };
  }

  /// Asks the query only when no whole epoch is left, so that a slow reader holds it back.
  private Poll whenContinuous(EpochRows rows, long wait) {
    long until = clock.nanoTime() + wait * NANOS_PER_MILLI;
    while (true) {
      Batch next = rows.next();
      if (next != null) {
        return new Poll.Rows(next);
      }
      long left = Math.max(0, until - clock.nanoTime());
      switch (query.next(Duration.ofNanos(left))) {
        case ResultPoll.Rows(Batch batch) -> {
          if (rows.add(batch) && query instanceof RunningStream stream) {
            stream.trigger(false);
          }
        }
        case ResultPoll.EpochEnd end -> rows.end(end.epoch());
        case ResultPoll.NotReady _ -> {
          if (left == 0) {
            return Poll.PENDING;
          }
        }
        case ResultPoll.Finished _ -> {
          return Poll.DONE;
        }
      }
    }
  }

  @Override
  public boolean isContinuous() {
    return epochs != null;
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
        if (epochs != null) {
          epochs.close();
        }
        onClose.run();
      }
    }
  }
}
