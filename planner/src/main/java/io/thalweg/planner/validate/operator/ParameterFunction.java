package io.thalweg.planner.validate.operator;

import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import java.util.List;
import java.util.Optional;

/// A `?`. It is untyped until the converter knows what it is cast to.
public final class ParameterFunction extends OurFunction {
  private final int index;

  /// @param index among the parameters of the statement, from 0
  public ParameterFunction(int index) {
    super("$parameter " + index);
    this.index = index;
  }

  public int index() {
    return index;
  }

  @Override
  public DataType resultType(List<DataType> arguments, List<Optional<Literal>> constants) {
    return SimpleType.NULL;
  }
}
