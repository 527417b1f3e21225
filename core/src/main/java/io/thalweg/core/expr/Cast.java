package io.thalweg.core.expr;

import io.thalweg.core.type.DataType;
import java.util.List;

/// A conversion.
///
/// @param safe a value that cannot be converted gives NULL (TRY_CAST) and not an error
public record Cast(Expression input, DataType type, boolean safe) implements Expression {
  @Override
  public List<Expression> children() {
    return List.of(input);
  }

  @Override
  public Expression withChildren(List<Expression> newChildren) {
    return new Cast(newChildren.getFirst(), type, safe);
  }

  @Override
  public String toString() {
    return (safe ? "try_cast(" : "cast(") + input + " AS " + type.sql() + ")";
  }
}
