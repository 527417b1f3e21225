package io.thalweg.exec.runtime;

import io.thalweg.core.data.Batch;

/// The answer to a request for result rows.
public sealed interface ResultPoll {

  /// At least one row of the result's schema.
  record Rows(Batch batch) implements ResultPoll {}

  /// All rows of an epoch have been handed out. Only in continuous queries.
  ///
  /// @param epoch counts from 1 within a job
  /// @param watermarkMicros no row of a later epoch has an earlier event time; `Long.MIN_VALUE`
  ///   when there is no watermark yet, `Long.MAX_VALUE` behind the last row
  /// @param timeMicros the processing time at which the epoch ended, in micros since 1970 UTC
  record EpochEnd(long epoch, long watermarkMicros, long timeMicros) implements ResultPoll {}

  /// Nothing yet; ask again.
  record NotReady() implements ResultPoll {
    /// The only one that is needed.
    public static final NotReady INSTANCE = new NotReady();
  }

  /// All rows have been handed out and the query has done everything it had to do.
  record Finished() implements ResultPoll {
    /// The only one that is needed.
    public static final Finished INSTANCE = new Finished();
  }
}
