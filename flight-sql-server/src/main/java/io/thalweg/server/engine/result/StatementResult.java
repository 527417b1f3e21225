package io.thalweg.server.engine.result;

/// What a statement yields.
public sealed interface StatementResult {

  /// Rows; the stream is the caller's to close.
  record Rows(RowStream stream) implements StatementResult {}

  /// A finished change.
  ///
  /// @param rows rows changed; 0 for definitions
  record Updated(long rows) implements StatementResult {}
}
