package io.thalweg.exec.expression.function;

import io.thalweg.core.expr.Call;

/// Makes the implementation of one call.
@FunctionalInterface
interface FunctionFactory {

  /// @param call typed as the catalogue says; constant arguments are literals
  Implementation implement(Call call);
}
