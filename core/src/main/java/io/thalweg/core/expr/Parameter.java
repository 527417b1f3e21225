package io.thalweg.core.expr;

import io.thalweg.core.type.DataType;
import java.util.List;

/// A value that is known when execution starts: a `?`, or a literal lifted out of the statement so
/// that its plan can be cached.
///
/// @param index counts from 0
public record Parameter(int index, DataType type) implements Expression {
  @Override
  public List<Expression> children() {
    return List.of();
  }

  @Override
  public Expression withChildren(List<Expression> newChildren) {
    return this;
  }

  @Override
  public String toString() {
    return "?" + index;
  }
}
