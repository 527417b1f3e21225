package io.thalweg.core.connector;

import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.FunctionSignature;
import java.util.List;
import java.util.Map;

/// A function in FROM that yields a table once its arguments, all constant, are known. Thread-safe.
public interface TableFunction {

  FunctionSignature signature();

  /// @param arguments positional
  /// @param options named (`header => true`), keys in lower case; unknown ones are an
  ///   INVALID_ARGUMENT error that lists those that exist
  Table apply(List<Literal> arguments, Map<String, Literal> options);
}
