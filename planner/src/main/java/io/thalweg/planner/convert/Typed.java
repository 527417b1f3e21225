package io.thalweg.planner.convert;

import io.thalweg.core.expr.Expression;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import java.util.Optional;

/// An expression, and whether the context decides its type: NULL, a quoted string, a parameter.
record Typed(Expression expression, boolean untyped) {

  static Typed of(Expression expression) {
    return new Typed(expression, false);
  }

  /// The type as the function catalogue wants it: NULL when untyped.
  DataType type() {
    return untyped ? SimpleType.NULL : expression.type();
  }

  Optional<Literal> constant() {
    return expression instanceof Literal literal ? Optional.of(literal) : Optional.empty();
  }
}
