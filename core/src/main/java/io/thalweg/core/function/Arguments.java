package io.thalweg.core.function;

import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The arguments of a call as its [TypeRule] sees them.
///
/// The type NULL stands for an untyped literal (NULL, or a quoted string whose type the context
/// decides): it fits every parameter.
///
/// @param constants the literals among the arguments, by position; may be shorter than `types`
record Arguments(List<DataType> types, List<Optional<Literal>> constants) {

  int size() {
    return types.size();
  }

  DataType type(int position) {
    return types.get(position);
  }

  boolean isUntyped(int position) {
    return types.get(position) == SimpleType.NULL;
  }

  Optional<Literal> constant(int position) {
    return position < constants.size() ? constants.get(position) : Optional.empty();
  }

  /// The value of an INTEGER constant.
  OptionalInt intConstant(int position) {
    return constant(position).map(Literal::value).orElse(null) instanceof Integer number
        ? OptionalInt.of(number)
        : OptionalInt.empty();
  }

  /// The value of a VARCHAR constant.
  Optional<String> textConstant(int position) {
    return constant(position).map(Literal::value).orElse(null) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }
}
