package io.thalweg.core.connector;

import io.thalweg.core.data.Batch;

/// A compiled filter. Used by one thread at a time.
public interface Predicate {

  /// Writes the physical rows of `batch` that count and for which the filter is true, ascending, to
  /// `selection`, and returns how many there are.
  ///
  /// @param selection at least `batch.rowCount()` long; may be the batch's own selection
  int select(Batch batch, int[] selection);
}
