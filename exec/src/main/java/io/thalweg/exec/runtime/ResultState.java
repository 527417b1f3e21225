package io.thalweg.exec.runtime;

import io.thalweg.exec.operator.StateWriter;

/// What the reader of a continuous query has made of the rows it took, to be kept in checkpoints as
/// the state of operators is.
public interface ResultState {
  /// Names the state among those of the plan's nodes.
  String IDENTITY = "result";

  /// Writes the state as of all rows that were taken. Called within the poll that answers with the
  /// epoch's end, by the thread that polls; and once all rows are taken, by any thread.
  void snapshot(StateWriter state);
}
