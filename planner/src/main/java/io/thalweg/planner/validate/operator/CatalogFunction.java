package io.thalweg.planner.validate.operator;

import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.FunctionCatalog;
import io.thalweg.core.type.DataType;
import java.util.List;
import java.util.Optional;

/// A scalar function or operator of core's catalogue.
public final class CatalogFunction extends OurFunction {
  private final String canonical;

  /// @param canonical the name to resolve in the catalogue
  public CatalogFunction(String canonical) {
    super(canonical);
    this.canonical = canonical;
  }

  /// The name to resolve in the catalogue.
  public String canonicalName() {
    return canonical;
  }

  @Override
  public DataType resultType(List<DataType> arguments, List<Optional<Literal>> constants) {
    return FunctionCatalog.resolve(canonical, arguments, constants).resultType();
  }

  @Override
  public boolean isDeterministic() {
    return !Volatile.NAMES.contains(canonical);
  }
}
