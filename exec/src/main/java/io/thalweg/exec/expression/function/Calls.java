package io.thalweg.exec.expression.function;

import io.thalweg.core.expr.Call;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import org.jspecify.annotations.Nullable;

/// Reads the arguments of calls.
final class Calls {
  private Calls() {}

  static int size(Call call) {
    return call.children().size();
  }

  static DataType type(Call call, int argument) {
    return call.children().get(argument).type();
  }

  /// Whether the argument is a literal that is not NULL.
  static boolean isConstant(Call call, int argument) {
    return call.children().get(argument) instanceof Literal literal && !literal.isNull();
  }

  /// The value of a literal argument; null when it is none or NULL.
  static @Nullable Object constant(Call call, int argument) {
    return call.children().get(argument) instanceof Literal literal ? literal.value() : null;
  }

  /// The text of a literal argument; null when it is none or NULL.
  static @Nullable String text(Call call, int argument) {
    return constant(call, argument) instanceof String text ? text : null;
  }
}
