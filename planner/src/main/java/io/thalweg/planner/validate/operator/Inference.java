package io.thalweg.planner.validate.operator;

import io.thalweg.core.error.TextPosition;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.validate.calcite.CoreTypes;
import io.thalweg.planner.validate.syntax.Positions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;

/// Asks a [Typed] operator for the type of a call, and puts the call's position on its errors.
record Inference(Typed operator) implements SqlReturnTypeInference {

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    List<DataType> arguments = new ArrayList<>();
    List<Optional<Literal>> constants = new ArrayList<>();
    for (int i = 0; i < binding.getOperandCount(); i++) {
      arguments.add(CoreTypes.toCore(binding.getOperandType(i)));
      constants.add(constant(binding, i));
    }
    DataType type;
    try {
      type = operator.resultType(arguments, constants);
    } catch (ThalwegException e) {
      throw positioned(e, binding);
    }
    return type == SimpleType.NULL && isText(operator)
        ? binding.getTypeFactory().createSqlType(SqlTypeName.CHAR, 1)
        : CoreTypes.toCalcite(binding.getTypeFactory(), type);
  }

  private static boolean isText(Typed operator) {
    return operator instanceof LiftedFunction
        || (operator instanceof LiteralFunction literal && literal.isText());
  }

  private static Optional<Literal> constant(SqlOperatorBinding binding, int operand) {
    return binding instanceof SqlCallBinding call
            && operand < call.getCall().operandCount()
            && call.getCall().operand(operand) instanceof SqlCall argument
            && argument.getOperator() instanceof LiteralFunction literal
        ? Optional.of(literal.literal())
        : Optional.empty();
  }

  private static ThalwegException positioned(ThalwegException e, SqlOperatorBinding binding) {
    if (e.position() != null || !(binding instanceof SqlCallBinding call)) {
      return e;
    }
    TextPosition position = Positions.of(call.getCall());
    return position == null
        ? e
        : new ThalwegException(e.code(), String.valueOf(e.getMessage()), position, e);
  }
}
