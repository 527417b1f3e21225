package io.thalweg.planner.validate;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.planner.validate.syntax.Positions;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlInOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/// IN over queries, without Calcite's own idea of which types compare: the converter types them.
final class SubqueryOperators {
  static final SqlInOperator IN = new Membership("IN", SqlKind.IN);
  static final SqlInOperator NOT_IN = new Membership("NOT IN", SqlKind.NOT_IN);

  private SubqueryOperators() {}

  /// The catalogue's name of the comparison in `x < ANY (…)`.
  static String comparison(SqlOperator operator) {
    return name(((SqlQuantifyOperator) operator).comparisonKind);
  }

  static String name(SqlKind comparison) {
    return switch (comparison) {
      case EQUALS -> "eq";
      case NOT_EQUALS -> "ne";
      case LESS_THAN -> "lt";
      case LESS_THAN_OR_EQUAL -> "le";
      case GREATER_THAN -> "gt";
      case GREATER_THAN_OR_EQUAL -> "ge";
      default -> throw new IllegalArgumentException(comparison.name());
    };
  }

  private static final class Membership extends SqlInOperator {
    Membership(String name, SqlKind kind) {
      super(name, kind);
    }

    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
      RelDataType value = validator.deriveType(scope, call.operand(0));
      RelDataType query = validator.deriveType(scope, call.operand(1));
      int wanted = value.isStruct() ? value.getFieldCount() : 1;
      if (query.getFieldCount() != wanted) {
        throw Positions.error(
            ErrorCode.TYPE_MISMATCH,
            call,
            "the query behind IN has " + query.getFieldCount() + " columns, not " + wanted);
      }
      RelDataType type =
          validator
              .getTypeFactory()
              .createTypeWithNullability(
                  validator.getTypeFactory().createSqlType(SqlTypeName.BOOLEAN), true);
      validator.setValidatedNodeType(call, type);
      return type;
    }
  }
}
