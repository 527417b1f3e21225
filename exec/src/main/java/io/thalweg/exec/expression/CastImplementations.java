package io.thalweg.exec.expression;

import io.thalweg.core.expr.Cast;
import io.thalweg.core.type.DataType;
import io.thalweg.exec.expression.function.Implementation;
import io.thalweg.exec.kernel.Kernel;
import io.thalweg.exec.kernel.cast.CastKernels;
import io.thalweg.exec.kernel.cast.TryKernel;

/// Casts as functions of one argument.
final class CastImplementations {
  private CastImplementations() {}

  static Implementation of(Cast cast) {
    DataType from = cast.input().type();
    Kernel kernel = CastKernels.of(from, cast.type());
    if (CastKernels.isTotal(from, cast.type())) {
      return Implementation.total(kernel);
    }
    return cast.safe()
        ? Implementation.total(new TryKernel(kernel, cast.type()))
        : Implementation.partial(kernel);
  }
}
