package io.thalweg.core.connector;

import io.thalweg.core.data.Batch;

/// Takes the rows of one statement and makes them visible all at once, or not at all.
///
/// Call order: `write`* then `commit`, or `abort`. `write` may be called by several tasks at once;
/// `commit` and `abort` once, by one. Without `commit` nothing becomes visible.
public interface TableSink {

  /// @param batch rows without weights; may hold a selection
  void write(Batch batch);

  /// Makes the rows visible.
  ///
  /// @return rows changed
  /// @throws io.thalweg.core.error.ThalwegException WRITE_CONFLICT when the table changed in
  ///   between in a way that does not fit
  long commit();

  void abort();
}
