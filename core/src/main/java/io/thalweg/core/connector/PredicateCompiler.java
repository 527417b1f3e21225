package io.thalweg.core.connector;

import io.thalweg.core.expr.Expression;

/// Compiles boolean expressions; implemented by execution's evaluator. Thread-safe.
public interface PredicateCompiler {

  /// @param predicate boolean; its column ordinals are those of the batches it will see
  Predicate compile(Expression predicate);
}
