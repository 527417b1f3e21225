package io.thalweg.planner.validate.operator;

import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import java.util.List;
import java.util.Optional;

/// CAST or TRY_CAST to one type.
public final class CastFunction extends OurFunction {
  private final DataType target;
  private final boolean safe;

  /// @param safe whether a value that cannot be converted gives NULL
  public CastFunction(DataType target, boolean safe) {
    super((safe ? "$try_cast " : "$cast ") + target.sql());
    this.target = target;
    this.safe = safe;
  }

  public DataType target() {
    return target;
  }

  /// Whether a value that cannot be converted gives NULL.
  public boolean isSafe() {
    return safe;
  }

  @Override
  public DataType resultType(List<DataType> arguments, List<Optional<Literal>> constants) {
    return target;
  }
}
