package io.thalweg.exec.expression;

import io.thalweg.core.data.Batch;
import io.thalweg.core.data.Column;
import java.util.List;

/// Several expressions over the same rows, ready to run: what they have in common is computed once.
/// Used by one task at a time.
@FunctionalInterface
public interface CompiledProjection {

  /// One column per expression, each as [CompiledExpression#evaluate] yields it.
  List<Column> evaluate(Batch batch);

  /// The same rows with these columns, under the weights they had. They may be among rows that do
  /// not count, as before.
  default Batch project(Batch batch) {
    return Batch.of(batch.rowCount(), evaluate(batch)).withWeights(batch.selectedWeights());
  }
}
