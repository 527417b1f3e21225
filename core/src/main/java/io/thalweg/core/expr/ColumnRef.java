package io.thalweg.core.expr;

import io.thalweg.core.type.DataType;
import java.util.List;

/// The value of the input's column `index`.
public record ColumnRef(int index, DataType type) implements Expression {
  public ColumnRef {
    if (index < 0) {
      throw new IllegalArgumentException("column " + index);
    }
  }

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
    return "$" + index;
  }
}
