package io.thalweg.planner.validate.operator;

import io.thalweg.core.expr.Literal;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import io.thalweg.planner.validate.syntax.Literals;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// A constant of which nothing but the type is known: another query may have another value there.
public final class LiftedFunction extends OurFunction {
  private final int index;
  private final DataType type;
  private final @Nullable String tag;

  /// @param index of the constant in the query's text
  /// @param type as written
  /// @param tag before a quoted string that is no text: `DATE`
  public LiftedFunction(int index, DataType type, @Nullable String tag) {
    super("$lifted " + index + " " + type.sql());
    this.index = index;
    this.type = type;
    this.tag = tag;
  }

  public int index() {
    return index;
  }

  /// Whether the context decides the type: a quoted string.
  public boolean isUntyped() {
    return tag == null && type == SimpleType.VARCHAR;
  }

  public DataType type() {
    return type;
  }

  /// The constant when a query has `written` at this place; empty when that has another type.
  public Optional<Literal> value(Literal written) {
    Literal value =
        tag == null
            ? written
            : Literals.of(SqlLiteral.createUnknown(tag, "" + written.value(), SqlParserPos.ZERO));
    return value.type().equals(type) ? Optional.of(value) : Optional.empty();
  }

  @Override
  public DataType resultType(List<DataType> arguments, List<Optional<Literal>> constants) {
    return isUntyped() ? SimpleType.NULL : type;
  }
}
