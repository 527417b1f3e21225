package io.thalweg.core.expr;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import java.util.List;

/// Three-valued NOT.
public record Not(Expression input) implements Expression {
  @Override
  @JsonIgnore
  public DataType type() {
    return SimpleType.BOOLEAN;
  }

  @Override
  @JsonIgnore
  public List<Expression> children() {
    return List.of(input);
  }

  @Override
  public Expression withChildren(List<Expression> newChildren) {
    return new Not(newChildren.getFirst());
  }

  @Override
  public String toString() {
    return "NOT " + input;
  }
}
