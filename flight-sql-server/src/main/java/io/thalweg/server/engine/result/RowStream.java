package io.thalweg.server.engine.result;

import io.thalweg.core.data.Batch;
import io.thalweg.core.type.Schema;
import io.thalweg.exec.runtime.QueryProgress;
import org.jspecify.annotations.Nullable;

/// The rows of one result, pulled batch by batch.
///
/// One thread at a time pulls; [#cancel], [#progress] and [#close] may be called from any. Owned by
/// the caller, who closes it; closing ends the query.
public interface RowStream extends AutoCloseable {

  Schema schema();

  /// The next batch of at least one row, waiting for it; null after the last.
  ///
  /// @throws io.thalweg.core.error.ThalwegException when the query fails, is cancelled or runs
  ///   longer than `query_timeout`
  @Nullable Batch next();

  /// The next batch if there is one within `millis`; [Poll#PENDING] otherwise.
  Poll poll(long millis);

  /// Whether rows come until somebody cancels.
  default boolean isContinuous() {
    return false;
  }

  void cancel(String reason);

  QueryProgress progress();

  @Override
  void close();

  /// The answer to [#poll].
  sealed interface Poll {
    Pending PENDING = new Pending();
    Done DONE = new Done();

    /// At least one row.
    record Rows(Batch batch) implements Poll {}

    /// Nothing yet.
    record Pending() implements Poll {}

    /// No more rows.
    record Done() implements Poll {}
  }
}
