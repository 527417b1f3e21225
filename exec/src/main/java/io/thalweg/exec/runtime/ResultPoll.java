package io.thalweg.exec.runtime;

import io.thalweg.core.data.Batch;

/// The answer to a request for result rows.
public sealed interface ResultPoll {

  /// At least one row of the result's schema.
  record Rows(Batch batch) implements ResultPoll {}

  /// Nothing yet; ask again.
  record NotReady() implements ResultPoll {
    static final NotReady INSTANCE = new NotReady();
  }

  /// All rows have been handed out and the query has done everything it had to do.
  record Finished() implements ResultPoll {
    static final Finished INSTANCE = new Finished();
  }
}
