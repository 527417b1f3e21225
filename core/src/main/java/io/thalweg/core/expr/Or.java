package io.thalweg.core.expr;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import java.util.List;
import java.util.stream.Collectors;

/// Three-valued OR of two or more boolean operands.
public record Or(List<Expression> children) implements Expression {
  public Or {
    children = List.copyOf(children);
    if (children.size() < 2) {
      throw new IllegalArgumentException("OR needs two operands");
    }
  }

  /// The operands joined; none gives FALSE, one gives itself.
  public static Expression of(List<? extends Expression> operands) {
    return switch (operands.size()) {
      case 0 -> Literal.FALSE;
      case 1 -> operands.getFirst();
      default -> new Or(List.copyOf(operands));
    };
  }

  @Override
  @JsonIgnore
  public DataType type() {
    return SimpleType.BOOLEAN;
  }

  @Override
  public Expression withChildren(List<Expression> newChildren) {
    return new Or(newChildren);
  }

  @Override
  public String toString() {
    return children.stream()
        .map(Expression::toString)
        .collect(Collectors.joining(" OR ", "(", ")"));
  }
}
