package io.thalweg.jdbc.spi;

import org.apache.arrow.vector.ipc.ArrowReader;

/// What running a statement yields.
public sealed interface Execution permits Execution.Rows, Execution.Updated {

  /// A result that is read batch by batch; owned by the caller, who closes the reader.
  ///
  /// @param reader its `loadNextBatch` throws [BackendException] for errors with a code
  /// @param cancel ends the query from any thread; the reader then fails with CANCELLED
  /// @param progress how far the query is; callable from any thread
  record Rows(
      ArrowReader reader, Runnable cancel, java.util.function.Supplier<QueryProgress> progress)
      implements Execution {}

  /// A finished change.
  ///
  /// @param rows rows changed; 0 for definitions
  record Updated(long rows) implements Execution {}
}
