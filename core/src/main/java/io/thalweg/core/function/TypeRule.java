package io.thalweg.core.function;

import io.thalweg.core.type.DataType;
import java.util.List;
import java.util.Optional;

/// Decides whether a function takes given arguments, and what it returns for them.
@FunctionalInterface
interface TypeRule {

  /// Empty when the function does not take these arguments.
  Optional<Binding> bind(Arguments arguments);

  /// @param arguments the types the arguments are cast to
  record Binding(List<DataType> arguments, DataType result) {}

  /// This rule, or `other` where this one does not fit.
  default TypeRule or(TypeRule other) {
    return arguments -> bind(arguments).or(() -> other.bind(arguments));
  }
}
