package io.thalweg.core.expr;

import io.thalweg.core.type.DataType;
import java.util.List;
import java.util.stream.Collectors;

/// A scalar function of the catalogue applied to arguments whose types its signature accepts.
///
/// @param function the canonical name, for example `add`, `eq`, `substring`
public record Call(String function, List<Expression> children, DataType type)
    implements Expression {
  public Call {
    children = List.copyOf(children);
  }

  @Override
  public Expression withChildren(List<Expression> newChildren) {
    return new Call(function, newChildren, type);
  }

  @Override
  public String toString() {
    return children.stream()
        .map(Expression::toString)
        .collect(Collectors.joining(", ", function + "(", ")"));
  }
}
