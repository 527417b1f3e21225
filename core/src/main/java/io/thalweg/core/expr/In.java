package io.thalweg.core.expr;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import java.util.List;
import java.util.stream.Collectors;

/// Membership in a list of constants, with SQL's NULL meaning: no match and a NULL among the
/// options (or a NULL input) gives NULL. NOT IN is [Not] around it.
///
/// @param options literals of the input's type
public record In(Expression input, List<Literal> options) implements Expression {
  private static final int SHOWN = 5;

  public In {
    options = List.copyOf(options);
  }

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
    return new In(newChildren.getFirst(), options);
  }

  @Override
  public String toString() {
    String more = options.size() > SHOWN ? ", … " + (options.size() - SHOWN) + " more" : "";
    return options.stream()
        .limit(SHOWN)
        .map(Literal::toString)
        .collect(Collectors.joining(", ", input + " IN (", more + ")"));
  }
}
