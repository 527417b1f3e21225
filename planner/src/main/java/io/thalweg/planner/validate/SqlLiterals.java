package io.thalweg.planner.validate;

import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.validate.operator.LiteralFunction;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Constants that the rewriters themselves put into a tree.
final class SqlLiterals {
  private SqlLiterals() {}

  static SqlNode untypedNull(SqlParserPos at) {
    return new LiteralFunction(new Literal(SimpleType.NULL, null), true).createCall(at);
  }

  static SqlNode text(String value, SqlParserPos at) {
    return new LiteralFunction(new Literal(SimpleType.VARCHAR, value), false).createCall(at);
  }
}
