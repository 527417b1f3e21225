package io.thalweg.exec.expression;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;

/// An expression ready to run. Holds scratch space: used by one task at a time.
public interface CompiledExpression {

  /// The value for each row of `batch` that counts: a column of `batch.rowCount()` rows, aligned
  /// with the *selected* rows in order. Only selected rows are computed, so that a row that a
  /// filter removed raises no error.
  ///
  /// May return a dictionary or constant column; returns an input column itself when the expression
  /// is a column reference and the batch has no selection.
  Column evaluate(Batch batch);
}
