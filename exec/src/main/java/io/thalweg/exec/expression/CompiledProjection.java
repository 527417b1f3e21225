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
}
