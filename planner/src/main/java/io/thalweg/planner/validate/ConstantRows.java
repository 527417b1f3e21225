package io.thalweg.planner.validate;

import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.CommonType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.Field;
import io.thalweg.core.type.Schema;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.fold.Casts;
import io.thalweg.planner.validate.calcite.Relation;
import io.thalweg.planner.validate.operator.LiteralFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/// VALUES of nothing but literals, as a relation: thousands of rows would otherwise become a union
/// of as many queries.
record ConstantRows(StatementScope scope, List<SqlNode> rows) {

  /// The relation's name in the statement, when all cells are literals of common types.
  Optional<SqlNode> relation() {
    int width = ((SqlCall) rows.getFirst()).operandCount();
    List<DataType> types = new ArrayList<>();
    for (int column = 0; column < width; column++) {
      types.add(SimpleType.NULL);
    }
    List<List<Literal>> cells = new ArrayList<>();
    for (SqlNode row : rows) {
      Optional<List<Literal>> literals = literals((SqlCall) row, width);
      if (literals.isEmpty() || !widen(types, (SqlCall) row)) {
        return Optional.empty();
      }
      cells.add(literals.get());
    }
    types.replaceAll(type -> type == SimpleType.NULL ? SimpleType.VARCHAR : type);
    List<List<Literal>> converted = new ArrayList<>();
    for (List<Literal> row : cells) {
      List<Literal> all = new ArrayList<>();
      for (int column = 0; column < width; column++) {
        Optional<Literal> literal = Casts.fold(row.get(column), types.get(column));
        if (literal.isEmpty()) {
          return Optional.empty();
        }
        all.add(literal.get());
      }
      converted.add(all);
    }
    Relation relation = new Relation.OfRows(schema(types), converted);
    return Optional.of(new SqlIdentifier(scope.relations().add(relation), SqlParserPos.ZERO));
  }

  private static Schema schema(List<DataType> types) {
    List<Field> fields = new ArrayList<>();
    for (DataType type : types) {
      fields.add(Field.nullable("column" + (fields.size() + 1), type));
    }
    return new Schema(fields);
  }

  private static Optional<List<Literal>> literals(SqlCall row, int width) {
    List<Literal> literals = new ArrayList<>();
    for (SqlNode cell : row.getOperandList()) {
      if (!(cell instanceof SqlCall call) || !(call.getOperator() instanceof LiteralFunction f)) {
        return Optional.empty();
      }
      literals.add(f.literal());
    }
    return literals.size() == width ? Optional.of(literals) : Optional.empty();
  }

  private static boolean widen(List<DataType> types, SqlCall row) {
    for (int column = 0; column < types.size(); column++) {
      LiteralFunction literal = (LiteralFunction) ((SqlCall) row.operand(column)).getOperator();
      DataType type = literal.isUntyped() ? SimpleType.NULL : literal.literal().type();
      Optional<DataType> common = CommonType.of(types.get(column), type);
      if (common.isEmpty()) {
        return false;
      }
      types.set(column, common.get());
    }
    return true;
  }
}
