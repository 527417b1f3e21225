package io.thalweg.planner.validate.operator;

import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.FunctionCatalog;
import io.thalweg.core.type.DataType;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Optionality;

/// An aggregate or window function of core's catalogue.
public final class CatalogAggregate extends SqlAggFunction implements Typed {
  private final String canonical;

  /// @param canonical the name to resolve in the catalogue
  /// @param windowOnly whether it makes no sense without OVER
  public CatalogAggregate(String canonical, boolean windowOnly) {
    super(
        canonical,
        null,
        SqlKind.OTHER_FUNCTION,
        null,
        null,
        null,
        SqlFunctionCategory.SYSTEM,
        false,
        windowOnly,
        Optionality.OPTIONAL);
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
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    return new Inference(this).inferReturnType(binding);
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    for (SqlNode operand : call.getOperandList()) {
      validator.deriveType(scope, operand);
    }
    RelDataType type = inferReturnType(new SqlCallBinding(validator, scope, call));
    validator.setValidatedNodeType(call, type);
    return type;
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    return true;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.any();
  }

  @Override
  public boolean allowsNullTreatment() {
    return true;
  }
}
