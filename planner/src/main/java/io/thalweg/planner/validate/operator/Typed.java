package io.thalweg.planner.validate.operator;

import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import java.util.List;
import java.util.Optional;

/// An operator of ours that knows its result type; NULL stands for untyped, as in the function
/// catalogue.
interface Typed {
  /// @throws io.thalweg.core.error.ThalwegException when it does not take these arguments
  DataType resultType(List<DataType> arguments, List<Optional<Literal>> constants);
}
